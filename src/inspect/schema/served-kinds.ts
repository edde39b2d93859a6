/** Whether the versions of Kubernetes inspected for serve a kind, and what to use in its place when they do not. */
import { choice } from '../../model/nearest';
import { crdIndex, findKind, kubernetesBundle, type KindSchema } from './node';
import { listed } from '../../model/words';
import { fault, versionsOf, type SchemaViolation } from './violation';
import { phrase, type Phrase } from '../../model/phrase';

export interface JudgedKind {
  readonly schema: KindSchema | undefined;
  /** The versions for which the object itself can be judged. */
  readonly mask: number;
  readonly violations: readonly SchemaViolation[];
}

/** @param mask versions inspected for */
export function judgeKind(apiVersion: string, kind: string, mask: number): JudgedKind {
  const schema = findKind(apiVersion, kind);
  if (schema === undefined) return { schema, mask: 0, violations: [unserved(apiVersion, kind, mask)] };
  const served = schema.mask & mask;
  const violations: SchemaViolation[] = [];
  if (served !== mask) violations.push(unserved(apiVersion, kind, mask & ~schema.mask));
  const deprecated = deprecation(apiVersion, kind, schema, served);
  if (deprecated !== undefined) violations.push(deprecated);
  return { schema, mask: served, violations };
}

function unserved(apiVersion: string, kind: string, mask: number): SchemaViolation {
  const what = `${apiVersion} ${kind}`;
  const versions = versionsOf(mask);
  const at = { path: 'apiVersion', versions };
  const [, removed = 0, replacement = ''] = lifecycle(apiVersion, kind);
  if (removed > 0 && versions.every((version) => minor(version) >= removed)) {
    return {
      ...fault('LS313')`
        ${{ what }} was removed in Kubernetes 1.${{ removed }}
        ${use(replacement, apiVersion, kind, mask)}`,
      ...at,
    };
  }
  const others = alternatives(apiVersion, kind, mask);
  const served = findKind(apiVersion, kind);
  if (others.length > 0) {
    const message =
      served === undefined
        ? phrase`${{ what }} is not served`
        : phrase`${{ what }} is not served by Kubernetes ${{ versions: listed(versions) }}`;
    return {
      ...fault('LS313')`
        ${message}
        Use ${{ others: listed(others) }}.`,
      ...at,
    };
  }
  if (served !== undefined) {
    const having = listed(versionsOf(served.mask));
    return {
      ...fault('LS313')`
        ${{ what }} is not served by Kubernetes ${{ versions: listed(versions) }}
        It is served by ${{ having }}: remove it for other clusters.`,
      ...at,
    };
  }
  const siblings = kindsOf(apiVersion);
  if (siblings.length > 0) {
    return {
      ...fault('LS313')`
        ${{ apiVersion }} has no kind ${{ kind }}
        ${choice(kind, siblings)}`,
      path: 'kind',
      versions,
    };
  }
  if (isOfKubernetes(groupOf(apiVersion))) {
    return {
      ...fault('LS313')`
        ${{ what }} is not served by Kubernetes ${{ versions: listed(versions) }}
        Remove it, or use its replacement: see https://kubernetes.io/docs/reference/using-api/deprecation-guide/.`,
      ...at,
    };
  }
  return {
    ...fault('LS315')`
      no schema for ${{ what }}
      Check its fields manually, or against the CRD in the cluster.`,
    ...at,
  };
}

function deprecation(
  apiVersion: string,
  kind: string,
  schema: KindSchema,
  served: number,
): SchemaViolation | undefined {
  const [since = 0, removed = 0, replacement = ''] = lifecycle(apiVersion, kind);
  const what = `${apiVersion} ${kind}`;
  const fix = use(replacement, apiVersion, kind, served);
  if (schema.deprecated) {
    return {
      ...fault('LS314')`
        ${{ what }} is deprecated by its CRD
        ${fix}`,
      path: 'apiVersion',
      versions: versionsOf(served),
    };
  }
  const versions = versionsOf(served).filter((version) => since > 0 && minor(version) >= since);
  if (versions.length === 0) return undefined;
  const end = removed > 0 ? `, and removed in 1.${removed}` : '';
  return {
    ...fault('LS314')`
      ${{ what }} is deprecated since Kubernetes 1.${{ since }}${{ end }}
      ${fix}`,
    path: 'apiVersion',
    versions,
  };
}

function use(replacement: string, apiVersion: string, kind: string, mask: number): Phrase {
  if (replacement === '') {
    const others = alternatives(apiVersion, kind, mask);
    return others.length > 0
      ? phrase`Use ${{ others: listed(others) }}.`
      : phrase`It has no replacement version: see its project for an alternative.`;
  }
  const slash = replacement.lastIndexOf('/');
  const sameKind = replacement.slice(slash + 1) === kind;
  const version = replacement.slice(0, slash);
  return phrase`Use ${{ replacement: sameKind ? version : `${version} ${replacement.slice(slash + 1)}` }}.`;
}

/** Other versions of the group that serve the kind in all the versions of Kubernetes. */
function alternatives(apiVersion: string, kind: string, mask: number): string[] {
  const group = groupOf(apiVersion);
  const crd = crdIndex();
  const key = `${group}/${kind}`;
  const known = Object.hasOwn(crd, key)
    ? crd[key]!.map((version) => `${group}/${version}`).filter(
        (version) => findKind(version, kind)?.deprecated === false,
      )
    : Object.entries(kubernetesBundle().kinds)
        .filter(([id, [serving]]) => id.endsWith(`/${kind}`) && (mask & ~serving) === 0)
        .map(([id]) => id.slice(0, -kind.length - 1))
        .filter((version) => groupOf(version) === group);
  const others = known.filter((version) => version !== apiVersion);
  const stable = others.filter((version) => !/(alpha|beta)\d+$/.test(version));
  return stable.length > 0 ? stable : others;
}

/** The kinds that Kubernetes has by one `apiVersion`. */
function kindsOf(apiVersion: string): string[] {
  const prefix = `${apiVersion}/`;
  return Object.keys(kubernetesBundle().kinds)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

/** A group of the API server itself, whose kinds no CRD can add to. */
function isOfKubernetes(group: string): boolean {
  const { kinds, lifecycle: known } = kubernetesBundle();
  return [kinds, known].some((keys) =>
    Object.keys(keys).some((key) => groupOf(key.slice(0, key.lastIndexOf('/'))) === group),
  );
}

function lifecycle(apiVersion: string, kind: string): readonly [number, number, string] | readonly [] {
  const { lifecycle: known } = kubernetesBundle();
  const key = `${apiVersion}/${kind}`;
  return Object.hasOwn(known, key) ? known[key]! : [];
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
