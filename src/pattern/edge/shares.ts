/** Parts of the requests of a rule that go to other services: a new version beside the old one, or a successor. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { bothPresent, type Presence } from '../../model/presence';
import { fixed, instance, integer, list, object, required, type Shape } from '../../model/shape';
import { absent, combine, isVarying, Varying, type Absent } from '../../model/varying';
import { Endpoint } from '../connections';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';
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
    to: required(fixed(instance('the `endpoint` of a WebService', (value) => value instanceof Endpoint && value.servicePort !== undefined))),
    percent: required(integer({ min: 0, max: 100, unit: 'percent' })),
  }),
  { atLeast: 1 },
);

/** Where a part of the requests goes. */
export interface Destination {
  readonly name: string;
  /** Port of its Service. */
  readonly port: unknown;
  /** `undefined` where everything goes to it. */
  readonly weight: unknown;
}

/** @returns the service of the route with what is left to it, then the others; those that are absent somewhere vary */
export function destinationsOf(identity: Identity, port: Port, { shares = [] }: Pick<SettledRule, 'shares'>): readonly (Destination | Varying<Destination | Absent>)[] {
  const { environments } = identity.platform;
  const own: Destination = { name: identity.name, port: port.service, weight: undefined };
  if (shares.length === 0) return [own];
  const there = shares.map(({ to, percent }) => whereThere(identity, presenceOf(to as Endpoint), percent));
  const weight = combine(Object.fromEntries(there.entries()), (percents) => 100 - sum(Object.values(percents)));
  const others = shares.map(({ to, percent }): Destination | Varying<Destination | Absent> => {
    const { party, servicePort } = to as Endpoint;
    const presence = presenceOf(to as Endpoint);
    if (presence === undefined) return { name: party.name, port: servicePort, weight: percent };
    const at = (value: unknown, index: number) => (isVarying(value) ? value.values[index] : value);
    return new Varying(
      environments,
      presence.present.map((there, index) => (there ? { name: party.name, port: at(servicePort, index), weight: at(percent, index) } : absent)),
    );
  });
  return [{ ...own, weight }, ...others];
}

/** Refuses shares that are more than all, of nobody else, or told twice; and lets the gateway in where they lead. */
export function addShares(identity: Identity, { prefix, shares = [] }: SettledRule, gateway: Gateway, presence: Presence | undefined): void {
  if (shares.length === 0) return;
  const { construct, platform } = identity;
  const path = `route.rules[prefix=${prefix}].shares`;
  const takers = shares.map(({ to }) => (to as Endpoint).party.name);
  const twice = takers.find((name, index) => name === identity.name || takers.indexOf(name) !== index);
  if (twice !== undefined) {
    const message = twice === identity.name ? 'the service of the route has a share, which is what the others leave' : `${twice} has two shares`;
    report(construct, { code: 'LS114', path, message, fix: 'Name each other service once.' });
  }
  const percents = shares.map(({ to, percent }) => whereThere(identity, presenceOf(to as Endpoint), percent));
  inEachEnvironment(identity, Object.fromEntries(percents.entries()), (own, where) => {
    const all = sum(Object.values(own));
    if (all > 100) report(construct, { code: 'LS114', path, ...where, message: `the shares are ${all} of 100 requests`, fix: 'Let them be 100 together at most: the service of the route takes what is left.' });
  });
  for (const { to } of shares) {
    const { party, ports } = to as Endpoint;
    if (party.kind === 'pods' && party.name !== identity.name) platform.connections.add({ from: gatewayParty(gateway), to: { ...party, presence: bothPresent(party.presence, presence) }, ports });
  }
}

function presenceOf({ party }: Endpoint): Presence | undefined {
  return party.kind === 'pods' ? party.presence : undefined;
}

/** A percentage, and none where the service that takes it does not exist. */
function whereThere({ platform }: Identity, presence: Presence | undefined, percent: unknown): unknown {
  if (presence === undefined) return percent;
  return new Varying(platform.environments, presence.present.map((there, index) => (there ? (isVarying(percent) ? percent.values[index] : percent) : 0)));
}

function sum(percents: readonly unknown[]): number {
  return percents.reduce<number>((all, percent) => all + Number(percent), 0);
}

export type NormalShares = readonly Normal<Share>[];
