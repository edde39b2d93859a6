/** How many replicas a store has, and what they are to each other: members of one store, or strangers. */
import type { Subject } from '../../engine/build';
import type { TopologySpreadConstraint } from '../../manifests';
import type { Port } from '../../workload/ports';

/** Ports on which replicas talk to each other. */
export type Peers = readonly Port[];

export interface Advice {
  /** How several replicas come about, if they can. */
  readonly strangers?: string;
  /** What to do in place of a single one. */
  readonly single?: string;
  /** What one of them is called; its plural is the prop. Default: replica. */
  readonly word?: string;
}

/** Refuses replicas that know nothing of each other. */
export function refuseStrangers({ parts }: Subject, replicas: number, { strangers }: Advice): void {
  if (replicas <= 1) return;
  parts.report({
    code: 'LS135',
    path: 'replicas',
    message: `${replicas} replicas of a store that does not replicate: each would hold different data`,
    fix: ['Use 1.', ...(strangers === undefined ? [] : [strangers])].join(' '),
  });
}

/**
 * Refuses even numbers of what decides by majority.
 * @param path of the prop that says how many there are
 */
export function refuseHalves({ parts }: Subject, count: number, path = 'replicas'): void {
  if (count === 0 || count % 2 === 1) return;
  parts.report({
    code: 'LS138',
    path,
    message: `${count} members need ${count / 2 + 1} for a majority, so they tolerate no more failures than ${count - 1} would`,
    fix: `Use ${count - 1} or ${count + 1}.`,
  });
}

/** In production, one replica of a store is a decision that needs its reason: while it is away, nobody can read or write. */
export function demandReplicas({ parts, name }: Subject, replicas: number, { single, word = 'replica' }: Advice): void {
  parts.inProduction(({ environment, waived, waive }) => {
    if (replicas !== 1 || waived('single-replica')) return undefined;
    const reason = `tate why one is enough: ${waive('single-replica')}.`;
    return {
      code: 'LS690',
      path: `${word}s`,
      message: `${name} runs 1 ${word} in ${environment}, so every drain of its node is an outage`,
      fix: single === undefined ? `S${reason}` : `${single} Or s${reason}`,
    };
  });
}

/** Replicas reach each other where there are several of them. */
export function connectPeers({ parts, pods }: Subject, peers: Peers): void {
  parts.connect({ from: pods, to: pods, ports: peers.map(({ container }) => ({ port: container, protocol: 'TCP' })) });
}

/** As many nodes as there are, one replica each; zones as far as volumes allow. The label of a Deployment's rollouts does not exist here. */
export function peerSpread({ selector, facts }: Subject): readonly TopologySpreadConstraint[] {
  const spread = { labelSelector: { matchLabels: selector }, maxSkew: facts.opinions.spreadMaxSkew.value };
  return [
    { ...spread, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    // A node that is cordoned takes no pod, so it must not count as one that lacks one.
    { ...spread, nodeTaintsPolicy: 'Honor', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
  ];
}

/** Host names of the replicas, by which they find each other: `nats-0.nats-headless`. */
export function hostsOf(name: string, replicas: number): readonly string[] {
  return Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}.${headlessOf(name)}`);
}

/** Name of the Service that gives each replica a name of its own. */
export function headlessOf(name: string): string {
  return `${name}-headless`;
}
