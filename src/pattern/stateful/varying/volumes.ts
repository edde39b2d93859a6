/** `../volumes` for stores whose props still vary; goes with the last of them. */
import { report } from '../../../model/declarations';
import type { Normal } from '../../../model/fields';
import { absent, combine, isVarying } from '../../../model/varying';
import { canonical } from '../../container';
import type { Identity } from '../../identity';
import type { StoreVolume } from '../volumes';

export interface Claims {
  readonly templates: readonly Record<string, unknown>[];
  readonly mounts: readonly unknown[];
}

/**
 * Templates and mounts, sorted by name. `apiVersion` and `kind` of a template are written out: the API server fills them in,
 * and Argo CD would show a difference for ever. Labels are those of the selector alone, since templates are immutable.
 * @param taken names of the other volumes of the pod
 */
export function claimsOf(
  store: Identity,
  volumes: Normal<Readonly<Record<string, StoreVolume>>>,
  taken: readonly unknown[],
): Claims {
  const entries = Object.entries(volumes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) {
    const fix = "Give volumes: { data: { path: '/data', size: '10Gi' } }, or declare a WebService: it keeps nothing.";
    report(store.construct, { code: 'LS103', path: 'volumes', message: 'a stateful service has no volume', fix });
  }
  for (const [name, { path }] of entries) refuseVolume(store, name, path, taken);
  const { storageClass } = store.platform.cluster;
  return {
    templates: entries.map(([name, { size, class: own }]) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, labels: store.selector },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: canonical(size) } },
        ...classOf(own, storageClass),
        volumeMode: 'Filesystem',
      },
    })),
    mounts: entries.map(([name, { path }]) => ({ name, mountPath: path })),
  };
}

function classOf(own: unknown, otherwise: unknown): Record<string, unknown> {
  const storageClassName = combine({ own, otherwise }, (given) => given.own ?? given.otherwise ?? absent);
  return storageClassName === absent ? {} : { storageClassName };
}

function refuseVolume({ construct }: Identity, name: string, path: unknown, taken: readonly unknown[]): void {
  if (isVarying(path)) {
    report(construct, {
      code: 'LS102',
      path: `volumes.${name}`,
      message: `the volume "${name}" is not the same in every environment`,
      fix: 'Give it in all of them, at one path; its size and class may vary. An environment without it would lose what the others keep.',
    });
  }
  if (!taken.includes(name)) return;
  report(construct, {
    code: 'LS136',
    path: `volumes.${name}`,
    message: `the pod has another volume named "${name}", of a writable directory`,
    fix: 'Take another name for the volume, or take the directory out of `writable`.',
  });
}
