/** Values of several environments as texts that are the same where only what is an environment's own differs. */
import { text } from '../read';
import { withoutStage } from './environment-names';
import type { Json } from '../../model/json';
import type { Plain } from './structure';
import type { InspectedEnvironment } from '../types';

const NAMESPACE_FIELDS = new Set(['namespace', 'kubernetes.io/metadata.name']);
/** Addresses, sizes and kinds of storage. */
const OWN = new Set(['cidr', 'storage', 'cpu', 'memory', 'size', 'replicas', 'storageClassName']);

/** @returns one for each environment: a value, without the names of the stage, own namespaces, addresses and sizes */
export function comparableTexts(environments: readonly InspectedEnvironment[]): readonly Plain[] {
  const namespaces = environments.map(namespacesOf);
  return environments.map(({ environment }, at): Plain => {
    const without = withoutStage(environment);
    const others = namespaces.filter((_, index) => index !== at);
    const own = new Set([...namespaces[at]!].filter((name) => !others.every((there) => there.has(name))));
    return (value) =>
      value === undefined
        ? ''
        : without(
            JSON.stringify(value, function (this: unknown, key, part: unknown) {
              if (OWN.has(key)) return typeof part === 'string' && part.endsWith('/0') ? part : '';
              // ranges of the own network are left out of it; what is left out of everything is left out everywhere
              if (key === 'except' && !text(this as Json, 'cidr')?.endsWith('/0')) return [];
              if (key === 'resourceNames' && Array.isArray(part))
                return [...new Set(part.map((name) => String(name).replace(/-\d+$/, '')))];
              return NAMESPACE_FIELDS.has(key) && typeof part === 'string' && own.has(part) ? '' : part;
            }),
          );
  });
}

function namespacesOf({ objects }: InspectedEnvironment): ReadonlySet<string> {
  return new Set(
    objects.flatMap(
      ({ json }) =>
        (json.kind === 'Namespace' ? text(json, 'metadata', 'name') : text(json, 'metadata', 'namespace')) ?? [],
    ),
  );
}
