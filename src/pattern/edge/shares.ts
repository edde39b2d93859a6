/** Parts of the requests of a rule that go to other services: a new version beside the old one, or a successor. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import type { Presence } from '../../model/presence';
import { fixed, instance, integer, list, object, required, type Shape } from '../../model/shape';
import { absent, combine, valueAt, Varying, type Absent } from '../../model/varying';
import { Endpoint, type Party } from '../connections';
import type { Identity } from '../identity';
import { inEachEnvironment, narrowed } from '../per-environment';
import type { Port } from '../ports';
import { gatewayParty, type Gateway } from './gateway';
import type { SettledRule } from './settle';

export interface Share {
  /** The service, by its `endpoint`. Where it does not exist, its share stays with the service of the route. */
  readonly to: Endpoint;
  /** Of a hundred requests; 0 sends none, and lets the gateway ask it. */
  readonly percent: number;
}

export const sharesShape: Shape = list(
  object<Share>({
    to: required(
      fixed(
        instance(
          'the `endpoint` of a WebService',
          (value) => value instanceof Endpoint && value.servicePort !== undefined,
        ),
      ),
    ),
    percent: required(integer({ min: 0, max: 100, unit: 'percent' })),
  }),
  { atLeast: 1 },
);

/** A service that takes a share. */
export interface Taker {
  readonly pods: Extract<Party, { kind: 'pods' }>;
  readonly ports: Endpoint['ports'];
  readonly servicePort: unknown;
  /** Absent where the service does not exist. */
  readonly percent: unknown;
}

export function takersOf(shares: readonly Normal<Share>[]): readonly Taker[] {
  return shares.flatMap(({ to, percent }): readonly Taker[] => {
    const { party, ports, servicePort } = to as Endpoint;
    if (party.kind !== 'pods') return [];
    const { presence } = party;
    const there =
      presence &&
      new Varying(
        presence.set,
        presence.present.map((own, index) => (own ? valueAt(percent, index) : absent)),
      );
    return [{ pods: party, ports, servicePort, percent: there ?? percent }];
  });
}

/** Where a part of the requests goes. */
export interface Destination {
  readonly name: string;
  /** Port of its Service. */
  readonly port: unknown;
  /** `undefined` where everything goes to it. */
  readonly weight: unknown;
}

/** @returns the service of the route with what is left to it, then the others; those that are absent somewhere vary */
export function destinationsOf(
  { name }: Identity,
  { service }: Port,
  takers: readonly Taker[],
): readonly (Destination | Varying<Destination | Absent>)[] {
  if (takers.length === 0) return [{ name, port: service, weight: undefined }];
  const weight = combine(percentsOf(takers), (percents) => 100 - sum(percents));
  const others = takers.map(({ pods, servicePort, percent }) => {
    if (pods.presence === undefined) return { name: pods.name, port: servicePort, weight: percent };
    return combine({ servicePort, percent }, (own) =>
      own.percent === undefined ? absent : { name: pods.name, port: own.servicePort, weight: own.percent },
    ) as Varying<Destination | Absent>;
  });
  return [{ name, port: service, weight }, ...others];
}

/** Refuses shares that are more than all, of nobody else, or told twice; and lets the gateway in where they lead. */
export function addShares(
  identity: Identity,
  { prefix, takers }: SettledRule,
  gateway: Gateway,
  presence: Presence | undefined,
): void {
  const { construct, platform } = identity;
  const path = `route.rules[prefix=${prefix}].shares`;
  const names = takers.map(({ pods }) => pods.name);
  const twice = names.find((name, index) => name === identity.name || names.indexOf(name) !== index);
  if (twice !== undefined) {
    const message =
      twice === identity.name
        ? 'the service of the route has a share, which is what the others leave'
        : `${twice} has two shares`;
    report(construct, { code: 'LS114', path, message, fix: 'Name each other service once.' });
  }
  inEachEnvironment(identity, percentsOf(takers), (percents, where) => {
    const all = sum(percents);
    if (all > 100)
      report(construct, {
        code: 'LS114',
        path,
        ...where,
        message: `the shares are ${all} of 100 requests`,
        fix: 'Let them be 100 together at most: the service of the route takes what is left.',
      });
  });
  for (const { pods, ports } of takers) {
    if (pods.name !== identity.name)
      platform.connections.add({
        from: gatewayParty(gateway),
        to: { ...pods, presence: narrowed({ construct, pods }, presence, path) },
        ports,
      });
  }
}

function percentsOf(takers: readonly Taker[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(takers.map(({ percent }, index) => [index, percent]));
}

function sum(percents: Readonly<Record<string, unknown>>): number {
  return Object.values(percents).reduce<number>((all, percent) => all + Number(percent ?? 0), 0);
}
