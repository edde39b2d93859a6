/** Helm charts, which have to be rendered first. */
import { posix } from 'node:path';
import { readManifests, type ManifestObject } from '../../inputs/manifests/read';
import type { Finding } from '../../model/finding';
import { runTool } from './tool';
import type { AuditedFile } from './walk';

export interface Chart {
  readonly file: AuditedFile;
  /** Beginning of the names of all its files. */
  readonly below: string;
}

/** Charts that are no part of another. */
export function chartFolders(files: readonly AuditedFile[]): readonly Chart[] {
  const charts = files
    .filter(({ shown }) => posix.basename(shown) === 'Chart.yaml')
    .map((file): Chart => ({ file, below: file.shown.slice(0, -'Chart.yaml'.length) }))
    .sort((a, b) => a.below.length - b.below.length);
  return charts.filter(({ below }, index) => !charts.slice(0, index).some((other) => below.startsWith(other.below)));
}

export function renderChart({ file }: Chart): { readonly objects: readonly ManifestObject[]; readonly finding?: Finding } {
  const { output, problem, missing } = runTool('helm', ['template', 'release', '.'], posix.dirname(file.path));
  if (output !== undefined) return { objects: readManifests('rendered.yaml', output).objects };
  return {
    objects: [],
    finding: {
      code: missing ? 'LS858' : 'LS860',
      file: file.shown,
      message: missing ? 'this Helm chart was not audited: helm is not installed here' : `the chart does not render: ${problem}`,
      fix: missing
        ? 'Render it elsewhere (`helm template NAME CHART --values FILE --output-dir DIR`), for each environment, and audit the result with --env NAME=DIR.'
        : 'Give it the values that it needs: `helm template NAME CHART --values FILE --output-dir DIR`, and audit the result.',
    },
  };
}
