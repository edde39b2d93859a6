/** `../replicas` for stores whose props still vary; goes with the last of them. */
import { report } from '../../../model/declarations';
import { Presence } from '../../../model/presence';
import { absent, combine, derive, isVarying, valueAt } from '../../../model/varying';
import type { Identity } from '../../identity';
import { inEachEnvironment, inProduction } from '../../per-environment';
import type { Port } from '../../ports';
import { headlessOf, type Advice } from '../replicas';

/** Ports on which replicas talk to each other; none where the store does not replicate. */
export type Peers = readonly Port[];

/**
 * Refuses replicas that know nothing of each other.
 * @param peers `undefined` where the store does not replicate
 */
export function refuseStrangers(
  store: Identity,
  replicas: unknown,
  peers: Peers | undefined,
  { strangers }: Advice,
): void {
  if (peers !== undefined) return;
  inEachEnvironment(store, { replicas }, (own, where) => {
    if (Number(own.replicas) <= 1) return;
    report(store.construct, {
      code: 'LS135',
      path: 'replicas',
      ...where,
      message: `${String(own.replicas)} replicas of a store that does not replicate: each would keep what the others do not have`,
      fix: ['Give 1.', ...(strangers === undefined ? [] : [strangers])].join(' '),
    });
  });
}

/** Whether there are several replicas in any environment. */
export function severalSomewhere(replicas: unknown): boolean {
  return isVarying(replicas) ? replicas.values.some((own) => Number(own) > 1) : Number(replicas) > 1;
}

/**
 * Refuses even numbers of what decides by majority.
 * @param path of the prop that says how many there are
 */
export function refuseHalves(store: Identity, replicas: unknown, path = 'replicas'): void {
  inEachEnvironment(store, { replicas }, (own, where) => {
    const count = Number(own.replicas);
    if (count === 0 || count % 2 === 1) return;
    report(store.construct, {
      code: 'LS138',
      path,
      ...where,
      message: `${count} members need ${count / 2 + 1} for a majority, so they survive no more failures than ${count - 1}`,
      fix: `Give ${count - 1} or ${count + 1}.`,
    });
  });
}

/** In production, one replica of a store is a decision that needs its reason: while it is away, nobody can read or write. */
export function demandReplicas(store: Identity, replicas: unknown, { single, word = 'replica' }: Advice): void {
  const { construct, name } = store;
  inProduction(store, ({ environment, at, waived, waive }) => {
    if (at(replicas) !== 1 || waived('single-replica')) return;
    report(construct, {
      code: 'LS690',
      environments: [environment],
      path: `${word}s`,
      message: `${name} runs 1 ${word} in ${environment}, so every drain of its node is an outage`,
      fix:
        single === undefined
          ? `Say why one is enough: ${waive('single-replica')}.`
          : `${single} Or say why one is enough: ${waive('single-replica')}.`,
    });
  });
}

/** Peer ports as environments have them: where there is one replica, nobody listens on them and nobody may call them. */
export function peerPorts(replicas: unknown, peers: Peers = []): Peers {
  const there = ({ container }: Port) =>
    combine({ replicas, container }, (own) => (Number(own.replicas) > 1 ? own.container : absent));
  return peers.map((port) => ({ ...port, container: there(port) })).filter(({ container }) => container !== absent);
}

/** Replicas reach each other in the environments that have several of them, and nowhere else. */
export function connectPeers({ platform, pods }: Identity, replicas: unknown, peers: Peers): void {
  const several = (index: number) => Number(valueAt(replicas, index)) > 1;
  const { environments } = platform;
  const present = environments.names.map((_, index) => several(index) && pods.presence?.present[index] !== false);
  if (!present.includes(true)) return;
  const presence = present.includes(false)
    ? new Presence(environments, present, 'peers where there are several replicas')
    : pods.presence;
  const member = { ...pods, presence };
  const ports = peers.map(({ container }) => ({ port: container as number, protocol: 'TCP' as const }));
  platform.connections.add({ from: member, to: member, ports });
}

/** As many nodes as there are, one replica each; zones as far as volumes allow. The label of a Deployment's rollouts does not exist here. */
export function peerSpread({ selector, platform }: Identity): readonly unknown[] {
  const spread = { labelSelector: { matchLabels: selector }, maxSkew: platform.opinions.spreadMaxSkew.value };
  return [
    { ...spread, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    // A node that is cordoned takes no pod, so it must not count as one that lacks one.
    { ...spread, nodeTaintsPolicy: 'Honor', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
  ];
}

/** Host names of the replicas, by which they find each other: `nats-0.nats-headless`. Nothing where there is one. */
export function members(name: string, replicas: unknown): unknown {
  const host = (_: unknown, ordinal: number) => `${name}-${ordinal}.${headlessOf(name)}`;
  return derive(replicas as number, (count) => (count > 1 ? Array.from({ length: count }, host) : []));
}
