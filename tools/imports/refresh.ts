/**
 * Writes `imports/` with `cdk8s import` from the CRDs of the kinds that the systems and the tests of conversion use. A maintainer's command:
 * `npx tsx tools/imports/refresh.ts`. Needs the Go module proxy, or a filled module cache; nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readCrds, type Structural } from '../schemas/crds';
import { moduleFolder } from '../schemas/modules';
import { CRD_SOURCES } from '../schemas/sources';

/** By group and in its order: the kinds, each with the only version that is taken. */
const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'postgresql.cnpg.io': { ScheduledBackup: 'v1' },
  'monitoring.coreos.com': { PrometheusRule: 'v1' },
  'networking.istio.io': { VirtualService: 'v1', DestinationRule: 'v1' },
  'argoproj.io': { Application: 'v1alpha1' },
};
/** Left untyped: what is typed at another place of the same kind. */
const UNTYPED: Readonly<Record<string, readonly string[]>> = {
  DestinationRule: ['spec.subsets.[].trafficPolicy', 'spec.trafficPolicy.portLevelSettings'],
  Application: ['operation', 'spec.sources', 'spec.sourceHydrator'],
};
const ROOT = join(__dirname, '../..');
const IMPORTS = join(ROOT, 'imports');
const CDK8S = join(ROOT, 'node_modules/.bin/cdk8s');
/** An import above this size is worth a narrow surface typed by hand instead. */
const MOST_LINES = 4000;

function main(): void {
  rmSync(IMPORTS, { recursive: true, force: true });
  mkdirSync(IMPORTS, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'imports-'));
  const crds = CRD_SOURCES.flatMap(({ module, folder }) => readCrds(join(moduleFolder(module), folder)));
  for (const [group, kinds] of Object.entries(KINDS)) {
    for (const [kind, version] of Object.entries(kinds)) {
      const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
      if (crd === undefined) throw new Error(`no CRD ${group} ${kind}`);
      const versions = crd.spec.versions.filter(({ name }) => name === version);
      if (versions.length === 0) throw new Error(`${group} ${kind} has no version ${version}`);
      for (const { schema: { openAPIV3Schema: schema } } of versions) {
        delete schema.properties?.status;
        for (const path of UNTYPED[kind] ?? []) untype(schema, path);
      }
      const source = join(work, `${group}-${kind.toLowerCase()}.yaml`);
      writeFileSync(source, stringify({ ...crd, spec: { ...crd.spec, versions } }, { aliasDuplicateObjects: false }));
      const output = join(work, 'out');
      execFileSync(CDK8S, ['import', source, '--language', 'typescript', '--output', output], {
        cwd: work,
        env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      for (const file of readdirSync(output)) {
        const text = readFileSync(join(output, file), 'utf8');
        const lines = text.split('\n').length;
        console.log(`${group} ${kind} ${lines} lines${lines > MOST_LINES ? ', left out' : ''}`);
        if (lines <= MOST_LINES) writeFileSync(join(IMPORTS, `${group}-${kind.toLowerCase()}.ts`), text);
      }
      rmSync(output, { recursive: true, force: true });
    }
  }
  rmSync(work, { recursive: true, force: true });
}

/** Puts "anything" in the place of a schema; `[]` in a path stands for the elements of a list. */
function untype(schema: Structural, path: string): void {
  const parent = path.split('.').slice(0, -1).reduce<Structural | undefined>(
    (node, part) => (part === '[]' ? node?.items : node?.properties?.[part]), schema);
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (parent?.properties?.[last] === undefined) throw new Error(`no field ${path}`);
  parent.properties[last] = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
}

main();
