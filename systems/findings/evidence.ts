/** Evidence other than assertions: tests, type cases, programs that are refused, inspection of defective manifests. */
import { valuesOf } from '../../src/model/varying';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, SynthError, type Finding, type Platform } from 'cdk8s-lockstep';
import { auditFolders } from '../../src/cli/audit/run';
import { inspectEnvironments, type InspectedEnvironment } from '../../src/inspect';
import { judgeParity } from '../../src/inspect/parity';
import type { JsonObject } from '../../src/model/json';
import type { SynthResult } from '../../src/run';
import { ROOT, SYSTEMS, type Caught, type ExpectedFailure, type Impossible, type TestReference } from './answers';
import { permissiveInputs } from './permissive-inputs';
import { asFound, changed, committed, objectsNamed, type World } from './world';

type Build = (app: App) => Platform;

/** The system as its source has it, with the files of the repository. */
const previews = new Map<string, SynthResult>();
export function preview(system: string): SynthResult {
  let result = previews.get(system);
  if (result === undefined) {
    const app = new App({ root: ROOT });
    (require(join(SYSTEMS, system)) as Record<string, Build>)[system]!(app);
    previews.set(system, (result = app.preview()));
  }
  return result;
}

/** @returns what is wrong with a reference to a test; nothing when there is such a test and it runs */
export function wrongTest({ file, title }: TestReference, words: readonly string[] = []): string | undefined {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `there is no ${file}`;
  const text = readFileSync(path, 'utf8');
  const literals = [`'${title.replaceAll("'", "\\'")}'`, `"${title.replaceAll('"', '\\"')}"`, `\`${title}\``];
  const there = literals.some((literal) =>
    new RegExp(`\\b(it|test)(\\.each(?:<[^]*?>)?\\([^]*?\\]\\s*\\)|\\.each\`[^]*?\`)?\\(\\s*${escape(literal)}`).test(
      text,
    ),
  );
  if (!there) return `${file} has no test "${title}"`;
  const lacking = words.filter((word) => !text.includes(word));
  return lacking.length > 0 ? `${file} does not speak of ${lacking.join(', ')}` : undefined;
}

export function wrongType({ file, case: name }: NonNullable<Impossible['type']>): string | undefined {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `there is no ${file}`;
  const found = readFileSync(path, 'utf8')
    .split('\n')
    .some((line) => line.trim() === `// @ts-expect-error ${name}`);
  return found ? undefined : `${file} has no case "// @ts-expect-error ${name}"`;
}

/** What a program of `as-found/programs/` is refused with: findings, or the text of the error that it throws. */
export function outcome(system: string, program: string): readonly Finding[] | string {
  const [file, name] = program.split('.') as [string, string];
  const build = (require(join(SYSTEMS, system, 'as-found', 'programs', file)) as Record<string, Build>)[name];
  if (build === undefined) throw new Error(`${file}.ts has no ${name}`);
  try {
    const namespaces = new Map<string, string>();
    const app = new App({ root: ROOT, inputs: permissiveInputs((environment) => namespaces.get(environment) ?? '') });
    const { environments } = build(app);
    environments.names.forEach((environment, index) =>
      namespaces.set(environment, String(valuesOf(environments.attribute('namespace'))[index])),
    );
    app.preview();
    return [];
  } catch (error) {
    if (error instanceof SynthError) return error.findings;
    return (error as Error).message;
  }
}

/** Inspects the defective manifests: those of `as-found/`, or the synthesized ones with the defect in one environment. */
export function inspected(
  system: string,
  { object, path, file, mutate, instead, ...caught }: Caught,
  environment: string,
): readonly Finding[] {
  if (caught['as-found'] === true) return inspectedAsFound(system);
  const { instances, matrix, declared } = preview(system).platforms[0]!;
  const world = {
    environments: new Map(instances.map(({ environment: name, objects }) => [name, objects as never])),
    files: new Map(),
  };
  const source = changed(world, environment, mutate ?? [{ value: instead }], { object, path, file });
  const index = instances.findIndex((instance) => instance.environment === environment);
  const defective = withObjects(instances[index]!, source);
  // The other environments are as they were: they are compared with the one that has the defect, and not inspected again.
  const options = { ...INSPECTION, ...(declared !== undefined && { declared: [declared[index]!] }) };
  return [
    ...inspectEnvironments([defective], undefined, options),
    ...judgeParity(instances.with(index, defective), matrix),
  ];
}

const INSPECTION = { kubernetes: ['1.33'], bestPractices: true } as const;
const foundWrong = new Map<string, readonly Finding[]>();

/** What is wrong with the manifests of `as-found/`, in all environments. */
function inspectedAsFound(system: string): readonly Finding[] {
  let findings = foundWrong.get(system);
  if (findings === undefined) {
    const { instances } = preview(system).platforms[0]!;
    const environments = instances.map((instance) => withObjects(instance, asFound(system)));
    foundWrong.set(system, (findings = inspectEnvironments(environments, undefined, INSPECTION)));
  }
  return findings;
}

function withObjects(instance: InspectedEnvironment, { environments }: World): InspectedEnvironment {
  const manifests = environments.get(instance.environment) ?? [];
  return { ...instance, objects: manifests.map(({ file, json }) => ({ file, json: json as JsonObject })) };
}

const audits = new Map<string, readonly Finding[]>();

/** What `lockstep audit` of the defective files says about one of them. */
export function audited(system: string, file: string): readonly Finding[] {
  let findings = audits.get(system);
  if (findings === undefined)
    audits.set(
      system,
      (findings = auditFolders([{ path: join(SYSTEMS, system, 'as-found'), shown: '' }], () => {}).findings),
    );
  return findings.filter((finding) => finding.file === file || finding.file?.startsWith(`${file}:`) === true);
}

/** Those with a code, and the words and the place that are asked for. */
export function aboutPath(
  findings: readonly Finding[],
  { code, object, path, says = '' }: Pick<Caught, 'code' | 'object' | 'path' | 'says'>,
): readonly Finding[] {
  return findings.filter(
    (one) =>
      one.code === code &&
      one.message.includes(says) &&
      (object === undefined || one.object === object) &&
      (path === undefined || one.path === path),
  );
}

/** Findings about a place, in an environment. */
export function about(
  findings: readonly Finding[],
  { object, path, code, says }: Pick<Caught, 'object' | 'path' | 'says'> & { readonly code?: string },
  environment: string,
): readonly Finding[] {
  return findings.filter(
    (finding) =>
      (code === undefined || finding.code === code) &&
      (object === undefined ||
        object.endsWith('*') ||
        finding.object === undefined ||
        finding.object === object.replaceAll('<environment>', environment)) &&
      (path === undefined || code !== undefined || finding.path?.startsWith(path) === true) &&
      (finding.environments === undefined || finding.environments.includes(environment)) &&
      (says === undefined || finding.message.includes(says)),
  );
}

/** Whether what was expected to be missing is there by now. */
export function brought(
  system: string,
  expected: ExpectedFailure,
  verbs: readonly string[],
  environments: readonly string[],
): string | undefined {
  const { command, program, manifest, object, path } = expected;
  if (command !== undefined && isCommand(command, verbs)) return `lockstep ${command} exists`;
  if (program !== undefined && outcome(system, program).length === 0) return `${program} builds`;
  const world = committed(system);
  const there =
    manifest === undefined
      ? []
      : environments.filter((name) => objectsNamed(world.environments.get(name) ?? [], manifest, name).length > 0);
  if (there.length > 0) return `${manifest} is in ${there.join(', ')}`;
  if (object === undefined) return undefined;
  const findings = environments.flatMap((environment) =>
    about(
      inspected(system, { code: '', 'as-found': true }, environment),
      { object, ...(path !== undefined && { path }) },
      environment,
    ),
  );
  return findings.length > 0
    ? `${findings[0]!.code} is reported about ${object} ${findings[0]!.path ?? ''}`
    : undefined;
}

/** @param command a verb, or a verb with an option: `check --running` */
function isCommand(command: string, verbs: readonly string[]): boolean {
  const [verb = '', option] = command.split(' ');
  if (!verbs.includes(verb)) return false;
  const files = [`${verb}.ts`, join(verb, 'index.ts')].map((file) => join(ROOT, 'src', 'cli', file));
  return option === undefined || readFileSync(files.find(existsSync)!, 'utf8').includes(`'${option}`);
}

/** Verbs of the command `lockstep`, from the list in its source. */
export function verbs(): readonly string[] {
  const source = readFileSync(join(ROOT, 'src', 'cli', 'main.ts'), 'utf8');
  return [...source.matchAll(/^\s+name: '([a-z]+)',$/gm)].map(([, name]) => name!);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
