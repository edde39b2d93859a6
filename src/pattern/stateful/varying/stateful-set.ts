/** `../stateful-set` for stores whose props still vary; goes with the last of them. */
import { report } from '../../../model/declarations';
import type { Normal } from '../../../model/fields';
import { absent, combine } from '../../../model/varying';
import { LABELLED_BY_REVISION, refuseLongName, type Identity } from '../../identity';
import { addObject } from '../../object';
import { inEachEnvironment, or } from '../../per-environment';
import { wholeSeconds } from '../../probes';
import { podSpec, type PodParts } from '../../workload';
import { headlessOf } from '../replicas';
import type { Retention, Update } from '../stateful-set';
import { peerSpread } from './replicas';
import type { Claims } from './volumes';

export interface StatefulSetParts extends Omit<PodParts, 'availability'> {
  readonly replicas: unknown;
  /** Whether several replicas are one store. */
  readonly replicates: boolean;
  readonly claims: Claims;
  readonly podManagementPolicy: unknown;
  readonly update: Normal<Update>;
  readonly retention: Normal<Retention>;
  readonly minReady: unknown;
}

export function addStatefulSet(store: Identity, parts: StatefulSetParts): void {
  const { construct, platform, name, labels, selector } = store;
  const { opinions } = platform;
  refuseLongName(store, ...LABELLED_BY_REVISION);
  // A single replica has nothing to be kept apart from.
  const { affinity, topologySpreadConstraints: _, ...pod } = podSpec(store, parts);
  addObject(construct, 'StatefulSet', 'data', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels },
    spec: {
      serviceName: headlessOf(name),
      replicas: parts.replicas,
      podManagementPolicy: parts.podManagementPolicy,
      minReadySeconds: wholeSeconds(or(parts.minReady, opinions.minReady.value)),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: or(parts.retention.whenDeleted, opinions.volumeRetention.value),
        whenScaled: or(parts.retention.whenScaled, opinions.volumeRetention.value),
      },
      revisionHistoryLimit: opinions.revisionHistory.value,
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: { ...labels, ...parts.podLabels },
          ...(Object.keys(parts.podAnnotations).length > 0 && { annotations: parts.podAnnotations }),
        },
        spec: parts.replicates ? { ...pod, affinity, topologySpreadConstraints: peerSpread(store) } : pod,
      },
      updateStrategy: updateStrategy(store, parts.update),
      volumeClaimTemplates: parts.claims.templates,
    },
  });
}

function updateStrategy(store: Identity, { type, partition }: Normal<Update>): Record<string, unknown> {
  inEachEnvironment(store, { type, partition }, (own, where) => {
    if (own.type !== 'OnDelete' || own.partition === undefined) return;
    report(store.construct, {
      code: 'LS114',
      path: 'update.partition',
      ...where,
      message: 'a partition divides a rolling update, and with OnDelete there is none',
      fix: 'Leave `partition` out, or take RollingUpdate.',
    });
  });
  const rolling = combine({ type, partition }, (own) => (own.type === 'OnDelete' ? absent : (own.partition ?? 0)));
  return {
    type: or(type, 'RollingUpdate'),
    ...(rolling !== absent && { rollingUpdate: { partition: rolling } }),
  };
}
