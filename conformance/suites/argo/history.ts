/** The order in which the API server saw objects come and change, by the revision of its store. */
import type { ApiClient, Live } from '../../cluster/api-client';
import { type DistObject, label, type Manifest, phaseOf, waveOf } from '../../dist';

interface Seen {
  readonly created: number;
  readonly object: Live;
}

export class History {
  private readonly seen = new Map<string, Seen>();
  private readonly changes = new Map<string, { readonly revision: number; readonly object: Live }[]>();
  private readonly stops: (() => void)[] = [];

  /** Follows these kinds from now on; what exists already is not taken as created. */
  constructor(api: ApiClient, kinds: Iterable<{ readonly apiVersion: string; readonly kind: string }>) {
    const unique = new Map([...kinds].map((kind) => [`${kind.apiVersion} ${kind.kind}`, kind]));
    for (const { apiVersion, kind } of unique.values()) {
      if (api.path(apiVersion, kind) === undefined) continue;
      this.stops.push(
        api.watch(apiVersion, kind, undefined, ({ type, object }) => {
          const key = keyOf(kind, object);
          const revision = Number(object.metadata.resourceVersion);
          // A hook is made again when a sync is repeated: what counts is when it first came.
          if (type === 'ADDED' && !this.seen.has(key)) this.seen.set(key, { created: revision, object });
          if (type === 'ADDED' || type === 'MODIFIED')
            this.changes.set(key, [...(this.changes.get(key) ?? []), { revision, object }]);
        }),
      );
    }
  }

  stop(): void {
    for (const stop of this.stops) stop();
  }

  created(kind: string, manifest: Manifest): number | undefined {
    return this.seen.get(keyOf(kind, manifest))?.created;
  }

  /** Every object of a kind that was created, with the revision. */
  all(kind: string): Seen[] {
    return [...this.seen].filter(([key]) => key.startsWith(`${kind}/`)).map(([, seen]) => seen);
  }

  /** The first revision at which an object of a kind had a property. */
  first(kind: string, manifest: Manifest, has: (object: Live) => boolean): number | undefined {
    return this.changes.get(keyOf(kind, manifest))?.find(({ object }) => has(object))?.revision;
  }
}

/** Objects that came before one of an earlier phase, or of an earlier wave of the same phase. */
export function outOfOrder(history: History, objects: readonly DistObject[]): string[] {
  const created = objects
    .flatMap(({ manifest }) => {
      const revision = history.created(manifest.kind, manifest);
      return revision === undefined ? [] : [{ manifest, revision, phase: phaseOf(manifest), wave: waveOf(manifest) }];
    })
    .sort((a, b) => a.phase - b.phase || a.wave - b.wave);
  const steps = new Map<string, typeof created>();
  for (const entry of created) {
    const step = `${entry.phase} ${entry.wave}`;
    steps.set(step, [...(steps.get(step) ?? []), entry]);
  }
  const problems: string[] = [];
  let last: (typeof created)[number] | undefined;
  for (const step of steps.values()) {
    for (const entry of step) {
      if (last !== undefined && entry.revision < last.revision)
        problems.push(
          `${label(entry.manifest)} of wave ${entry.wave} came before ${label(last.manifest)} of wave ${last.wave}`,
        );
    }
    last = [...step, ...(last === undefined ? [] : [last])].sort((x, y) => y.revision - x.revision)[0];
  }
  return problems;
}

function keyOf(kind: string, { metadata }: Manifest): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
