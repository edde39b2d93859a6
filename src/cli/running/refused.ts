/** Changes that a cluster refuses: it would have to make the object anew, and what it holds would be gone. */
import { isObject, type Json } from '../../model/json';
import { compareQuantities, quantityOf } from '../../model/quantity';
import type { Change } from '../../model/diff';
import type { ObjectChange } from './changes';

export interface Refused {
  readonly path: string;
  readonly reason: string;
}

/** Fields that the API server, or the operator, takes once. What may change in spite of it stands behind. */
const FIXED: Readonly<Record<string, { readonly fixed: RegExp; readonly free?: RegExp }>> = {
  Deployment: { fixed: /^spec\.selector/ },
  DaemonSet: { fixed: /^spec\.selector/ },
  StatefulSet: {
    fixed: /^spec\./,
    free: /^spec\.(replicas|template|updateStrategy|revisionHistoryLimit|persistentVolumeClaimRetentionPolicy|minReadySeconds|ordinals)\b/,
  },
  PersistentVolumeClaim: { fixed: /^spec\./, free: /^spec\.(resources|volumeAttributesClassName)\b/ },
  RoleBinding: { fixed: /^roleRef/ },
  ClusterRoleBinding: { fixed: /^roleRef/ },
};
const SIZE = /(?:^|\.)(?:resources\.requests\.storage|(?:storage|walStorage)\.size)$/;

export function refusedFields({ kind, before, after, fields }: ObjectChange): readonly Refused[] {
  if (kind !== 'changes' || !isObject(before) || !isObject(after)) return [];
  const rule =
    typeof before.kind === 'string' && before.kind === after.kind && Object.hasOwn(FIXED, before.kind)
      ? FIXED[before.kind]
      : undefined;
  return fields.flatMap((field): Refused[] => {
    const { path } = field;
    if (SIZE.test(path) && isLess(field)) {
      return [
        {
          path,
          reason: `the volume would shrink from ${String(field.before as Json)} to ${String(field.after as Json)}, and volumes cannot shrink`,
        },
      ];
    }
    const isFixed = rule?.fixed.test(path) === true && rule.free?.test(path) !== true;
    return isFixed ? [{ path, reason: `\`${path}\` of a ${String(before.kind)} is immutable` }] : [];
  });
}

function isLess({ before, after }: Change): boolean {
  const [one, other] = [before, after].map(quantityOf);
  return one !== undefined && other !== undefined && compareQuantities(other, one) < 0;
}
