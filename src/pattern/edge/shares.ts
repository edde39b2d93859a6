/** Parts of the requests of a rule that go to other services: a new version next to the old one, or a successor. */
import type { Presence } from '../../model/presence';
import { fixed, instance, integer, list, object, required, type PropsOf } from '../../model/shape';
import { Endpoint, targetOf, type TransportPort } from '../network/connections';
import type { Subject } from '../engine/build';
import { narrowed } from '../engine/narrowed';
import type { Pods } from '../engine/parts';
import type { Port } from '../workload/ports';
import { gatewayParty, type GatewayFacts } from './gateway';

export interface Share extends PropsOf<typeof shareProps> {}
const shareProps = {
  /** The service, by its `endpoint`. In environments without it, its share stays with the service of the route. */
  to: required(
    fixed(
      instance(
        'the `endpoint` of a WebService',
        (value): value is Endpoint => value instanceof Endpoint && value.servicePort !== undefined,
      ),
    ),
  ),
  /** Percentage of the requests; 0 sends none, but allows the gateway to reach the service. */
  percent: required(integer({ min: 0, max: 100, unit: 'percent' })),
};
export const sharesShape = list(object<Share>(shareProps), { atLeast: 1 });

/** A service that takes a share. */
export interface Taker {
  readonly pods: Pods;
  readonly ports: readonly TransportPort[];
  readonly servicePort: number | undefined;
  /** `undefined` where the service does not exist. */
  readonly percent: number | undefined;
}

export function takersOf({ facts }: Subject, shares: readonly Share[] = []): readonly Taker[] {
  return shares.flatMap(({ to, percent }) => {
    const { to: pods, ports, servicePort } = targetOf(to);
    if (pods.kind !== 'pods') return [];
    return [{ pods, ports, servicePort, percent: facts.includes(pods.presence) ? percent : undefined }];
  });
}

/** Where a part of the requests goes. */
export interface Destination {
  readonly name: string;
  /** Port of its Service. */
  readonly port: number | undefined;
  /** `undefined` where everything goes to it. */
  readonly weight: number | undefined;
}

interface Shared {
  readonly prefix: string;
  readonly takers: readonly Taker[];
}

/** @returns the service of the route with what is left to it, then the others */
export function destinationsOf({ name }: Subject, { service }: Port, takers: readonly Taker[]): readonly Destination[] {
  if (takers.length === 0) return [{ name, port: service, weight: undefined }];
  const others = takers
    .filter(({ percent }) => percent !== undefined)
    .map(({ pods, servicePort, percent }) => ({ name: pods.name, port: servicePort, weight: percent }));
  return [{ name, port: service, weight: 100 - sum(takers) }, ...others];
}

/** Refuses shares that are more than all, of nobody else, or given twice; and lets the gateway in where they lead. */
export function addShares(
  { facts, name, parts }: Subject,
  { prefix, takers }: Shared,
  gateway: GatewayFacts,
  presence: Presence | undefined,
): void {
  const path = `route.rules[prefix=${prefix}].shares`;
  const names = takers.map(({ pods }) => pods.name);
  const twice = names.find((own, index) => own === name || names.indexOf(own) !== index);
  if (twice !== undefined)
    parts.report({
      code: 'LS114',
      path,
      message:
        twice === name
          ? 'the service that owns the route is listed in `shares`, but it always gets the remainder'
          : `${twice} is listed twice in \`shares\``,
      fix: 'List each of the other services once.',
    });
  const all = sum(takers);
  if (all > 100)
    parts.report({
      code: 'LS114',
      path,
      message: `the shares add up to ${all}%`,
      fix: 'Reduce them to 100% or less in total; the service that owns the route gets the remainder.',
    });
  for (const { pods, ports } of takers) {
    if (pods.name !== name && facts.includes(narrowed(parts, pods, presence, path)))
      parts.connect({ from: gatewayParty(gateway), to: pods, ports });
  }
}

function sum(takers: readonly Taker[]): number {
  return takers.reduce((all, { percent = 0 }) => all + percent, 0);
}
