/**
 * Breaks the product on purpose: each mutation is put into a copy of `dist/` (or of `secrets/`), and the suites that
 * are to notice run over the copy. A mutation that leaves the run green is a hole in the net, and fails.
 */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { temporaryFolder } from './cleanup';
import { type DistEnvironment, type DistObject, groupOf, readDist } from './dist';
import { Report } from './report';
import { storeFile } from './reseal';
import type { Suite, SuiteContext } from './suite';
import { SUITES } from './suites';

interface Mutation {
  readonly name: string;
  /** The suite that must notice. */
  readonly suite: 'api' | 'sealed' | 'checkers';
  /** Picks the object to break. */
  readonly target: (object: DistObject) => boolean;
  /** Changes the parsed manifest of the target. */
  readonly change?: (manifest: Json) => void;
  /** Changes the text of the target's file instead. */
  readonly text?: (text: string) => string;
  /** Changes the stored values of the target instead. */
  readonly store?: (stored: Json) => void;
  /** What the failure must speak of: noticed for another reason is not noticed. */
  readonly noticed: RegExp;
}

type Json = Record<string, unknown>;

/** The map at a path; a missing one throws, and fails the mutation. */
function at(manifest: Json, ...path: readonly string[]): Json {
  let found = manifest;
  for (const key of path) {
    const next = found[key];
    if (typeof next !== 'object' || next === null) throw new Error(`there is no ${path.join('.')}`);
    found = next as Json;
  }
  return found;
}

const hasKind =
  (kind: string) =>
  ({ manifest }: DistObject): boolean =>
    manifest.kind === kind;

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'an unknown field',
    suite: 'api',
    target: hasKind('Deployment'),
    noticed: /unknown|not declared in schema/,
    change: (manifest) => void Object.assign(at(manifest, 'spec', 'template', 'spec'), { restartPolcy: 'Always' }),
  },
  {
    name: 'a wrong API version',
    suite: 'api',
    target: hasKind('PodDisruptionBudget'),
    noticed: /the server has no PodDisruptionBudget/,
    change: (manifest) => void Object.assign(manifest, { apiVersion: 'policy/v1beta1' }),
  },
  {
    name: 'a policy that forgets DNS',
    suite: 'checkers',
    noticed: /cannot reach DNS over UDP/,
    target: ({ manifest }) => manifest.kind === 'NetworkPolicy' && JSON.stringify(manifest).includes('"port":53'),
    change: (manifest) => {
      const spec = at(manifest, 'spec') as { egress: { ports?: { port?: number }[] }[] };
      spec.egress = spec.egress.filter((rule) => !(rule.ports ?? []).some(({ port }) => port === 53));
    },
  },
  {
    name: 'a disruption budget of zero',
    suite: 'api',
    target: hasKind('PodDisruptionBudget'),
    noticed: /allows no disruption/,
    change: (manifest) => {
      const { minAvailable: _minimum, ...spec } = at(manifest, 'spec');
      manifest['spec'] = { ...spec, maxUnavailable: 0 };
    },
  },
  {
    name: 'a secret sealed for another namespace',
    suite: 'sealed',
    target: hasKind('SealedSecret'),
    noticed: /stays sealed/,
    store: (stored) => {
      const metadata = at(stored, 'metadata') as { namespace: string; annotations?: Record<string, string> };
      metadata.namespace = 'elsewhere';
      const { annotations } = metadata;
      const lines = annotations?.['lockstep.dev/provenance'];
      if (annotations !== undefined && lines !== undefined)
        annotations['lockstep.dev/provenance'] = lines.replaceAll(/ for=[^/\s]+\//g, ' for=elsewhere/');
    },
  },
  {
    name: 'a quantity that is not canonical',
    suite: 'api',
    noticed: /became/,
    target: ({ manifest }) => manifest.kind === 'Deployment' && /"cpu":"\d+m?"/.test(JSON.stringify(manifest)),
    text: (text) =>
      text.replace(
        /cpu: "?(\d+)(m?)"?/,
        (_match, number: string, unit: string) => `cpu: "${unit === 'm' ? Number(number) / 1000 : `${number}000m`}"`,
      ),
  },
  {
    name: 'a canary judged by a label that the controller does not set',
    suite: 'checkers',
    noticed: /judgement/,
    target: ({ manifest }) =>
      manifest.kind === 'MetricTemplate' && JSON.stringify(manifest).includes('exported_namespace'),
    text: (text) => text.replaceAll('exported_namespace', 'namespace'),
  },
];

/** One case for each mutation, on one environment of each platform that has what it breaks: production, where it does. */
export async function mutate(context: SuiteContext): Promise<void> {
  for (const platform of new Set(context.environments.map((environment) => environment.platform))) {
    const own = context.environments.filter((environment) => environment.platform === platform);
    const inOrder = [...own].reverse().sort((a, b) => Number(/^prod/.test(b.name)) - Number(/^prod/.test(a.name)));
    for (const mutation of MUTATIONS) {
      const environment = inOrder.find((candidate) => targetOf(mutation, candidate) !== undefined);
      if (environment === undefined) {
        context.report.skip(`mutation ${platform}: ${mutation.name}`, 'it has nothing to break');
        continue;
      }
      const title = `mutation ${platform}/${environment.name}: ${mutation.name} turns ${mutation.suite} red`;
      await context.report.case(title, () => judge(mutation, environment, context));
    }
  }
}

function targetOf(mutation: Mutation, { objects }: DistEnvironment): DistObject | undefined {
  return objects.find((object) => groupOf(object.manifest.apiVersion) !== 'argoproj.io' && mutation.target(object));
}

/** @returns the line that notices it */
async function judge(mutation: Mutation, environment: DistEnvironment, context: SuiteContext): Promise<string> {
  const folder = temporaryFolder('mutation');
  const dist = join(folder, 'dist');
  const secrets = join(folder, 'secrets');
  cpSync(context.dist, dist, { recursive: true });
  if (existsSync(context.secrets)) cpSync(context.secrets, secrets, { recursive: true });
  const target = targetOf(mutation, environment);
  if (target === undefined) throw new Error(`${environment.platform}/${environment.name} has nothing to break`);
  const file = join(dist, environment.platform, environment.name, target.file);
  if (mutation.store !== undefined) {
    const store = storeFile(secrets, environment, target.manifest.metadata.name);
    if (existsSync(store)) edit(store, mutation.store);
    else throw new Error(`there is no ${store}`);
  } else if (mutation.text !== undefined) {
    const text = readFileSync(file, 'utf8');
    const changed = mutation.text(text);
    if (changed === text) throw new Error(`the mutation changed nothing in ${target.file}`);
    writeFileSync(file, changed);
  } else if (mutation.change !== undefined) edit(file, mutation.change);

  const lines: string[] = [];
  const report = new Report((line) => lines.push(line));
  const environments = readDist(dist).filter(
    ({ platform, name }) => platform === environment.platform && name === environment.name,
  );
  const suite: Suite | undefined = SUITES.find(({ name }) => name === mutation.suite);
  await suite?.run({ ...context, report, dist, secrets, environments, commands: false, allEnvironments: false });
  if (report.failed === 0) throw new Error(`the run stayed green with ${target.file} broken:\n${lines.join('\n')}`);
  if (!lines.some((line) => mutation.noticed.test(line)))
    throw new Error(`it failed, but not because of ${target.file}:\n${lines.join('\n')}`);
  return lines.find((line) => mutation.noticed.test(line))!.trim();
}

function edit(file: string, change: (manifest: Json) => void): void {
  const manifest = parse(readFileSync(file, 'utf8')) as Json;
  const before = JSON.stringify(manifest);
  change(manifest);
  if (JSON.stringify(manifest) === before) throw new Error(`the mutation changed nothing in ${file}`);
  writeFileSync(file, stringify(manifest));
}
