/** What Argo CD delivers: the directories that the Applications of an environment track, and at which revision. */
import { isObject } from '../../model/json';
import { lineAt } from '../../inputs/manifests/text';

export interface Tracked {
  readonly application: string;
  readonly revision: string;
  readonly url: string | undefined;
  /** In the repository, without `/` at its end. */
  readonly path: string;
  /** The rest of it below the folder of the environment: empty, `argocd`, `add-ons`. */
  readonly within: string;
  /** Folder that has the platforms, as the Application has it: `dist`. */
  readonly base: string;
  /** File of the Application below the folder of the environment, with the line of the revision. */
  readonly file: string;
  readonly line: number;
}

const CONTROL = /[\u0000-\u001f]/;

/** @param files of the environment, by path below its folder */
export function trackedBy(
  files: Iterable<readonly [file: string, text: string]>,
  platform: string,
  environment: string,
): readonly Tracked[] {
  const { parse } = require('yaml') as typeof import('yaml');
  const tracked: Tracked[] = [];
  for (const [file, text] of files) {
    if (!/^kind: Application$/m.test(text)) continue;
    let json: unknown;
    try {
      json = parse(text, { logLevel: 'error' });
    } catch {
      continue; // The comparison reports a file that differs from the source.
    }
    if (!isObject(json) || !isObject(json.metadata) || !isObject(json.spec)) continue;
    const name = String(json.metadata.name);
    const sources = [
      json.spec.source,
      ...(Array.isArray(json.spec.sources) ? (json.spec.sources as readonly unknown[]) : []),
    ];
    for (const source of sources) {
      if (!isObject(source) || typeof source.path !== 'string') continue;
      const path = source.path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
      const [, base, within] =
        new RegExp(`^((?:.*/)?)${literal(platform)}/${literal(environment)}(?:/(.*))?$`, 's').exec(path) ?? [];
      // A path that no tree can have is a change of the file, which the comparison tells.
      if (base === undefined || CONTROL.test(path)) continue;
      const revision =
        typeof source.targetRevision === 'string' && source.targetRevision !== '' ? source.targetRevision : 'HEAD';
      const url = typeof source.repoURL === 'string' ? source.repoURL : undefined;
      const line = lineAt(text, Math.max(0, text.indexOf('targetRevision:')));
      tracked.push({
        application: name,
        revision,
        url,
        path,
        within: within ?? '',
        base: base.replace(/\/$/, ''),
        file,
        line,
      });
    }
  }
  return tracked.sort((a, b) =>
    a.within < b.within ? -1 : a.within > b.within ? 1 : a.application < b.application ? -1 : 1,
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
