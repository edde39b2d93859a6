/** Volumes that outlive their pods: one claim for each volume and replica, made by the StatefulSet from a template. */
import { object, record, required, type PropsOf } from '../../../model/shape';
import { absolutePath, anyText, dnsLabel, quantity } from '../../../model/syntax';
import type { Subject } from '../../engine/build';
import type { StatefulSet, Volume, VolumeMount } from '../../manifests';
import { canonical } from '../../workload/container';

/** A volume of its own for each replica (`spec.volumeClaimTemplates`, access mode ReadWriteOnce). */
export interface StoreVolume extends PropsOf<typeof volumeProps> {}
/** Size and storage class, where the construct knows where its volume is mounted. */
export interface Storage extends PropsOf<typeof storageProps> {}
export const storageProps = {
  size: required(quantity),
  /** Storage class. Default: that of the platform's cluster facts. */
  class: anyText,
};
const volumeProps = {
  /** Mount path; the same in every environment. */
  path: required(absolutePath),
  ...storageProps,
};
export const storageShape = object<Storage>(storageProps);
export const volumesShape = record(object<StoreVolume>(volumeProps), dnsLabel);

export type StoreVolumes = Readonly<Record<string, StoreVolume>>;

export interface Claims {
  readonly templates: NonNullable<StatefulSet['spec']>['volumeClaimTemplates'];
  readonly mounts: readonly VolumeMount[];
}

/**
 * Templates and mounts, sorted by name. `apiVersion` and `kind` of a template are written out: the API server fills them in,
 * and Argo CD would show a difference for ever. Labels are those of the selector alone, since templates are immutable.
 * @param others the other volumes of the pod
 */
export function claimsOf(
  { parts, facts, selector }: Subject,
  volumes: StoreVolumes,
  others: readonly Volume[],
): Claims {
  const entries = Object.entries(volumes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) {
    const fix = "Set volumes: { data: { path: '/data', size: '10Gi' } }, or use a WebService, which is stateless.";
    parts.report({ code: 'LS103', path: 'volumes', message: 'a stateful service has no volume', fix });
  }
  for (const [name] of entries.filter(([own]) => others.some((other) => other.name === own)))
    parts.report({
      code: 'LS136',
      path: `volumes.${name}`,
      message: `the pod already has a volume named "${name}", for a writable directory`,
      fix: 'Choose another name for the volume, or remove the directory from `writable`.',
    });
  return {
    templates: entries.map(([name, { size, class: storageClassName = facts.cluster.storageClass }]) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: selector },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: canonical(size) } },
        storageClassName,
        volumeMode: 'Filesystem',
      },
    })),
    mounts: entries.map(([name, { path }]) => ({ name, mountPath: path })),
  };
}
