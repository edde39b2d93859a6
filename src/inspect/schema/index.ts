/**
 * Strict validation of manifests against the schemas of Kubernetes and of known CRDs: what the API server would refuse,
 * and what it would drop or rewrite in silence. `status` is not judged. Rules in CEL (`x-kubernetes-validations`) and
 * what Kubernetes checks in code only (names, cross-field rules of built-in kinds) are out of scope.
 */
import type { JsonObject } from '../../model/json';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from './bundle';
import { judgeKind, type JudgedKind } from './served-kinds';
import { missingField, versionsOf, type SchemaViolation } from './violation';
import { Walk } from './walk';

export { KUBERNETES_VERSIONS, type KubernetesVersion } from './bundle';
export type { SchemaViolation } from './violation';

export interface SchemaInspector {
  /**
   * What the schemas do not allow in one object, for all versions at once. Values found clean are remembered by
   * identity: objects that share subtrees cost little, and must not be changed between two calls.
   */
  inspect(object: JsonObject): SchemaViolation[];
}

/**
 * @param versions Kubernetes versions that the object has to fit
 * @throws RangeError when there is none, or one is not known
 */
export function createSchemaInspector(versions: readonly KubernetesVersion[]): SchemaInspector {
  let mask = 0;
  for (const version of versions) {
    const bit = KUBERNETES_VERSIONS.indexOf(version);
    if (bit === -1)
      throw new RangeError(`no schemas for Kubernetes ${version}; available: ${KUBERNETES_VERSIONS.join(', ')}`);
    mask |= 1 << bit;
  }
  if (mask === 0) throw new RangeError('no Kubernetes version to validate against');
  const walk = new Walk(mask);
  const judged = new Map<string, JudgedKind>();

  return {
    inspect(object) {
      const { apiVersion, kind } = object;
      if (typeof apiVersion !== 'string' || typeof kind !== 'string') return anonymous(object, mask);
      const key = `${apiVersion}/${kind}`;
      let known = judged.get(key);
      if (known === undefined) {
        known = judgeKind(apiVersion, kind, mask);
        judged.set(key, known);
      }
      const found =
        known.schema === undefined || known.mask === 0 ? [] : walk.run(object, known.schema.node, known.mask);
      const unnamed = known.schema === undefined || isNamed(object) ? [] : [missing('metadata.name', mask)];
      return known.violations.length + unnamed.length === 0 ? found : [...known.violations, ...unnamed, ...found];
    },
  };
}

function isNamed({ metadata }: JsonObject): boolean {
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return metadata !== undefined;
  const { name, generateName } = metadata as JsonObject;
  return name !== undefined || generateName !== undefined;
}

/** Without `apiVersion` and `kind` nothing says what the object is. */
function anonymous(object: JsonObject, mask: number): SchemaViolation[] {
  return ['apiVersion', 'kind']
    .filter((field) => typeof object[field] !== 'string')
    .map((field) => missing(field, mask));
}

function missing(path: string, mask: number): SchemaViolation {
  return { ...missingField(path.slice(path.lastIndexOf('.') + 1)), path, versions: versionsOf(mask) };
}
