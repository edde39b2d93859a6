/** The StatefulSet, put together from what the capabilities answered. */
import { integer, object, oneOf, type PropsOf } from '../../../model/shape';
import type { Subject } from '../../engine/build';
import type { StatefulSet, Texts } from '../../manifests';
import { podSpec, type PodParts } from '../../workload/deployment';
import { wholeSeconds } from '../../workload/shutdown';
import { headlessOf, peerSpread } from './replicas';
import type { Claims } from './volumes';

/** How replicas are replaced by new ones (`spec.updateStrategy`), the highest ordinal first. */
export interface Update extends PropsOf<typeof updateProps> {}
const updateProps = {
  /** `OnDelete` replaces a replica when someone deletes it. Default: RollingUpdate, one after the other. */
  type: oneOf('RollingUpdate', 'OnDelete'),
  /** Ordinal from which replicas are replaced; replicas below it stay unchanged. Default: 0, all of them. */
  partition: integer({ min: 0 }),
};
export const updateShape = object<Update>(updateProps);

/** What becomes of claims, and with them of the data (`spec.persistentVolumeClaimRetentionPolicy`). */
export interface Retention extends PropsOf<typeof retentionProps> {}
const retentionProps = {
  /** When the StatefulSet is deleted. Default: Retain. */
  whenDeleted: oneOf('Retain', 'Delete'),
  /** When the number of replicas is reduced. Default: Retain. */
  whenScaled: oneOf('Retain', 'Delete'),
};
export const retentionShape = object<Retention>(retentionProps);

export interface StatefulSetParts extends PodParts {
  readonly replicas: number;
  /** Whether several replicas are one store. */
  readonly replicates: boolean;
  readonly claims: Claims;
  readonly podManagementPolicy: 'OrderedReady' | 'Parallel';
  readonly update: Update | undefined;
  readonly retention: Retention | undefined;
  readonly minReady: string | undefined;
  readonly podLabels: Texts;
  readonly podAnnotations: Texts;
}

export function addStatefulSet(subject: Subject, given: StatefulSetParts): void {
  const { parts, facts, name, labels, selector } = subject;
  const { opinions } = facts;
  const { replicates, claims, retention, podLabels, podAnnotations } = given;
  // A single replica has nothing to be kept apart from.
  const { affinity, topologySpreadConstraints: _, ...pod } = podSpec(subject, given);
  parts.add('StatefulSet', 'data', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, labels },
    spec: {
      serviceName: headlessOf(name),
      replicas: given.replicas,
      podManagementPolicy: given.podManagementPolicy,
      minReadySeconds: wholeSeconds(given.minReady ?? opinions.minReady.value),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: retention?.whenDeleted ?? opinions.volumeRetention.value,
        whenScaled: retention?.whenScaled ?? opinions.volumeRetention.value,
      },
      revisionHistoryLimit: opinions.revisionHistory.value,
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: { ...labels, ...podLabels },
          annotations: Object.keys(podAnnotations).length > 0 ? podAnnotations : undefined,
        },
        spec: replicates ? { ...pod, affinity, topologySpreadConstraints: peerSpread(subject) } : pod,
      },
      updateStrategy: updateStrategy(subject, given.update),
      volumeClaimTemplates: claims.templates,
    },
  });
}

function updateStrategy(
  { parts }: Subject,
  { type = 'RollingUpdate', partition }: Update = {},
): NonNullable<StatefulSet['spec']>['updateStrategy'] {
  if (type === 'RollingUpdate') return { type, rollingUpdate: { partition: partition ?? 0 } };
  if (partition !== undefined)
    parts.report({
      code: 'LS114',
      path: 'update.partition',
      message: 'a partition applies only to a RollingUpdate, but the strategy is OnDelete',
      fix: 'Remove `partition`, or use RollingUpdate.',
    });
  return { type };
}
