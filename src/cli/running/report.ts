/** What runs where, for people and for machines. */
import { plural } from '../../model/words';
import { renderFindings, severityOf } from '../../emit/report';
import { isObject } from '../../model/json';
import type { Finding } from '../../model/finding';
import { isConfidential } from '../check/committed';
import { annotationsOf, findingsAsData } from '../check/formats';
import type { Rendering } from '../format';
import type { Promotion } from './between';
import type { ObjectChange } from './changes';
import { short } from './environment';
import type { State } from './judge';
import type { Commit } from './repository';

export interface RunningEnvironment {
  readonly platform: string;
  readonly environment: string;
  /** Of what its own Application tracks. */
  readonly state: State;
  /** Whether it is known what that is. */
  readonly running: boolean;
  /** One for each commit that is tracked; that of the environment's own Application first. */
  readonly tracks: readonly {
    readonly applications: readonly string[];
    readonly revision: string;
    readonly found: string;
    readonly commit: Commit;
    readonly state: State;
    readonly behind: number;
  }[];
  readonly images: readonly string[];
}

export interface RunningResult {
  readonly environments: readonly RunningEnvironment[];
  readonly promotions: readonly Promotion[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

export function runningRendering(result: RunningResult): Rendering {
  return {
    text: (colour) => textReport(result, colour),
    json: () => jsonReport(result),
    github: (prefix) => [...annotationsOf(result.findings, prefix), verdictOf(result)].join('\n'),
  };
}

function textReport(result: RunningResult, colour: boolean): string {
  const findings = renderFindings(result.findings, { colour }).trimEnd();
  return [...table(result), ...(findings === '' ? [] : [findings, '']), verdictOf(result)].join('\n');
}

function table({ environments, promotions }: RunningResult): readonly string[] {
  return environments.flatMap((own) => {
    const { platform, environment, tracks } = own;
    const rows = tracks.map(({ applications, found, commit, state, behind }) => {
      const lag = state === 'behind' && behind > 0 ? ` by ${plural(behind, 'commit')}` : '';
      return `  ${found} ${short(commit.id)} ${commit.date.slice(0, 10)} ${state}${lag}  ${applications.join(', ')}`;
    });
    const promotion = promotions.find((one) => one.platform === platform && one.to === environment);
    const before = environments.find((one) => one.platform === platform && one.environment === promotion?.from);
    const unknown = own.running ? [] : ['  unknown revision: its own Application could not be read'];
    return [
      `${platform}/${environment}`,
      ...unknown,
      ...rows,
      ...imageLines(own, before),
      ...promotionLines(promotion),
      '',
    ];
  });
}

/** Those that the environment before does not run, too. */
function imageLines({ images }: RunningEnvironment, before: RunningEnvironment | undefined): readonly string[] {
  const others = images.filter((image) => before?.images.includes(image) !== true);
  const same = images.length - others.length;
  const shared = same === 0 ? [] : [`    ${plural(same, 'image')} as in ${before!.environment}`];
  return [...others.map((image) => `    ${image.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1')}`), ...shared];
}

function promotionLines(promotion: Promotion | undefined): readonly string[] {
  if (promotion === undefined) return [];
  const { from, same, changes } = promotion;
  if (same) return [`    the same commit as ${from}`];
  if (changes === undefined) return [`    ${from} has no directory for it`];
  return [
    changes.length === 0
      ? `    the commit of ${from} would change nothing here`
      : `    the commit of ${from} would change ${plural(changes.length, 'object')} here`,
  ];
}

function verdictOf({ environments, findings }: RunningResult): string {
  const counted = (['in step', 'behind', 'ahead', 'drift', 'unknown'] as const).flatMap((state) => {
    const number = environments.filter((own) => own.state === state).length;
    return number === 0 ? [] : [`${number} ${state}`];
  });
  const errors = findings.filter((finding) => severityOf(finding) === 'error').length;
  if (environments.length === 0) return 'nothing compared';
  return `${plural(environments.length, 'environment')}: ${counted.join(', ')}; ${errors === 0 ? 'no drift' : plural(errors, 'error')}`;
}

/** The format of `docs/running.md`, which only grows. */
function jsonReport({ environments, promotions, findings, notes }: RunningResult): string {
  const counted = (severity: string) => findings.filter((finding) => severityOf(finding) === severity).length;
  const report = {
    version: 1,
    environments,
    promotions: promotions.map(({ changes, ...promotion }) => ({
      ...promotion,
      changes: changes?.map(asData) ?? null,
    })),
    errors: counted('error'),
    warnings: counted('warning'),
    notes,
    findings: findingsAsData(findings),
  };
  return JSON.stringify(report, undefined, 2);
}

function asData({ file, object, kind, before, after, fields }: ObjectChange): object {
  const kinds = [before, after].map((json) => (isObject(json) ? json.kind : undefined));
  return {
    file,
    object,
    kind,
    fields: fields.map((field) => (isConfidential(field.path, kinds) ? { path: field.path } : field)),
  };
}
