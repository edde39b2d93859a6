/** Helm charts, which have to be rendered first: once for each values file of an environment, else with their own values. */
import { phrase, SILENCE } from '../../model/phrase';
import { posix } from 'node:path';
import { readManifests, type ManifestObject } from '../../inputs/manifests/read';
import { findingAbout, type Finding } from '../../model/finding';
import { isShared, recogniseFile } from './names';
import { runTool, type ToolRun } from './tool';
import type { AuditedFile } from './walk';

export interface Chart {
  readonly file: AuditedFile;
  /** Beginning of the names of all its files. */
  readonly below: string;
  /** Values of environments, by the name of the file; empty where the chart has its own alone. */
  readonly values: readonly ChartValues[];
}

interface ChartValues {
  readonly environment: string;
  readonly file: AuditedFile;
}

/** A chart as one environment has it. */
export interface Rendered {
  /** `undefined` with the chart's own values. */
  readonly environment: string | undefined;
  readonly objects: readonly RenderedObject[];
}

export interface RenderedObject extends ManifestObject {
  /** The template that it comes from, as findings name it. */
  readonly file: string;
}

const CHART = 'Chart.yaml';

/** Charts that are no part of another. */
export function chartFolders(files: readonly AuditedFile[]): readonly Chart[] {
  const charts = files
    .filter(({ shown }) => posix.basename(shown) === CHART)
    .map((file) => ({ file, below: file.shown.slice(0, -CHART.length) }))
    .sort((a, b) => a.below.length - b.below.length);
  const whole = charts.filter(
    ({ below }, index) => !charts.slice(0, index).some((other) => below.startsWith(other.below)),
  );
  return whole.map((chart) => ({ ...chart, values: valuesOf(chart, whole, files) }));
}

/** In the chart; where it is the only one in the folder above, also there. */
function valuesOf(
  chart: Omit<Chart, 'values'>,
  charts: readonly Omit<Chart, 'values'>[],
  files: readonly AuditedFile[],
): readonly ChartValues[] {
  const above = chart.below.replace(/[^/]*\/$/, '');
  const alone = chart.below !== '' && charts.every((other) => other === chart || !other.below.startsWith(above));
  const found = new Map<string, ChartValues>();
  for (const folder of alone ? [chart.below, above] : [chart.below]) {
    for (const file of files) {
      const environment = file.shown.startsWith(folder) ? environmentOf(file.shown.slice(folder.length)) : undefined;
      if (environment !== undefined && !found.has(environment)) found.set(environment, { environment, file });
    }
  }
  return [...found.values()];
}

/** `prod` of `values-prod.yaml`, `prod.values.yaml`, `values/prod.yaml` and `environments/prod/values.yaml`. */
function environmentOf(path: string): string | undefined {
  const [, folder] = /^(?:environments?|envs?|values|overlays|clusters)\/([\w.-]+)\/values\.ya?ml$/i.exec(path) ?? [];
  if (folder !== undefined) return isShared(folder) ? undefined : folder;
  const [, own, other, below] =
    /^(?:values[-_.]([\w.-]+)|([\w.-]+?)[-_.]values|(?:values|environments?|envs?)\/(?:values[-_.])?([\w.-]+))\.ya?ml$/i.exec(
      path,
    ) ?? [];
  const name = own ?? other ?? below;
  return name === undefined ? undefined : recogniseFile(`${name}.yaml`) === undefined ? undefined : name;
}

export function isValues({ values }: Chart, shown: string): boolean {
  return values.some(({ file }) => file.shown === shown);
}

export function renderChart(chart: Chart): {
  readonly rendered: readonly Rendered[];
  readonly findings: readonly Finding[];
} {
  const folder = posix.dirname(chart.file.path);
  const findings: Finding[] = [];
  const rendered: Rendered[] = [];
  for (const values of chart.values.length === 0 ? [undefined] : chart.values) {
    const run = runTool(
      'helm',
      ['template', 'release', '.', ...(values === undefined ? [] : ['--values', values.file.path])],
      folder,
    );
    if (run.output === undefined) findings.push(failed(run, values?.file.shown ?? chart.file.shown, chart, folder));
    else rendered.push({ environment: values?.environment, objects: objectsOf(run.output, chart) });
    if (run.missing) break;
  }
  return { rendered, findings };
}

function objectsOf(output: string, { below, file }: Chart): readonly RenderedObject[] {
  return readManifests('rendered.yaml', output).objects.map((object) => {
    // helm says above each document which template it comes from, beginning with the name of the chart
    const source = /^(?:---)?\s*# Source: [^/\n]+\/(\S+)/.exec(output.slice(object.start, object.start + 500))?.[1];
    return { ...object, file: source === undefined ? file.shown : `${below}${source}` };
  });
}

function failed({ problem, missing }: ToolRun, file: string, chart: Chart, folder: string): Finding {
  if (missing) {
    return findingAbout({ code: 'LS858', file: chart.file.shown })`
      this Helm chart was not audited: helm is not installed
      Render it for each environment on a machine with helm (\`helm template NAME CHART --values FILE --output-dir DIR\`), and audit the results with --env NAME=DIR.`;
  }
  const reason = problem.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  if (/missing in charts\/ directory|helm dependency/.test(problem)) {
    return findingAbout({ code: 'LS858', file })`
      this Helm chart was not audited: ${{ reason }}
      Fetch its dependencies with \`helm dependency build\`, and run the audit again.`;
  }
  return findingAbout({ code: 'LS860', file })`
    the chart does not render${file === chart.file.shown ? SILENCE : phrase` with these values`}: ${{ reason }}
    Set the values that it needs; \`helm template NAME CHART --values FILE\` shows whether it renders.`;
}
