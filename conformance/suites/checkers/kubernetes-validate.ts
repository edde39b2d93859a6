import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../cleanup';
import { type DistObject, groupOf } from '../../dist';
import { run } from '../../processes';
import { SCHEMA_VERSIONS } from '../../versions';
import { type Checker, nameOf, type Violation } from './checker';

/**
 * Strict, for the oldest and newest Kubernetes and two between; custom resources are for kubeconform. A field that a
 * version does not know is the rule `1.27 lifecycle.preStop.sleep`: version, and the end of the field's path.
 */
export const kubernetesValidate: Checker = {
  name: 'kubernetes-validate',
  tools: ['kubernetes-validate'],
  check: async (environments, tool) => {
    const native = environments.flatMap((environment) =>
      environment.objects
        .filter(({ manifest }) => isNative(groupOf(manifest.apiVersion)))
        .map((object) => ({ environment: nameOf(environment), ...object })),
    );
    const violations: Violation[] = [];
    for (const version of SCHEMA_VERSIONS)
      violations.push(...(await validate(tool('kubernetes-validate'), version, native)));
    return violations;
  },
};

function isNative(group: string): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && group !== 'gateway.networking.k8s.io');
}

interface Judged extends DistObject {
  readonly environment: string;
}

/** The tool names one problem a file: an unknown field is noted, taken out of a copy, and the copy judged again. */
async function validate(program: string, version: string, objects: readonly Judged[]): Promise<Violation[]> {
  const folder = temporaryFolder('validate');
  const copies = objects.map(({ environment, file, manifest }) => ({
    environment,
    file: join(folder, environment, file),
    manifest: structuredClone(manifest),
  }));
  const violations: Violation[] = [];
  let pending = copies;
  for (let round = 0; pending.length > 0 && round < 20; round++) {
    for (const { file, manifest } of pending) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(manifest));
    }
    const result = await run(program, ['-k', version, '--strict', '--quiet', ...pending.map(({ file }) => file)]);
    const lines = `${result.stdout}${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
    if (result.code !== 0 && lines.length === 0)
      throw new Error(`kubernetes-validate exited with ${result.code} and said nothing`);
    const again: typeof copies = [];
    for (const line of lines) {
      const copy = pending.find(({ file }) => line.includes(`${file} `));
      if (copy === undefined) throw new Error(`kubernetes-validate: ${line}`);
      const { kind, metadata } = copy.manifest;
      const unknown = unknownFields(line);
      const message = line.replace(`${folder}/`, '');
      const found = { environment: copy.environment, object: `${kind}/${metadata.name}`, message };
      // Elements of a list are told apart by number, which says nothing of the rule.
      violations.push(
        ...unknown.map((path) => ({
          rule: `${version} ${path
            .filter((key) => !/^\d+$/.test(key))
            .slice(-3)
            .join('.')}`,
          ...found,
        })),
      );
      if (unknown.length === 0) violations.push({ rule: version, ...found });
      else if (unknown.every((path) => remove(copy.manifest, path))) again.push(copy);
    }
    pending = again;
  }
  return violations;
}

/** Paths of the fields that a line calls unexpected. */
function unknownFields(line: string): string[][] {
  const match = / (\S+): Additional properties are not allowed \((.*) (?:was|were) unexpected\)/.exec(line);
  if (match === null) return [];
  const fields = [...(match[2] ?? '').matchAll(/'([^']+)'/g)].map(([, field]) => field ?? '');
  return fields.map((field) => [...(match[1] ?? '').split('.'), field]);
}

function remove(manifest: object, path: readonly string[]): boolean {
  let parent: unknown = manifest;
  for (const key of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return false;
    parent = (parent as Record<string, unknown>)[key];
  }
  return typeof parent === 'object' && parent !== null && Reflect.deleteProperty(parent, path.at(-1) ?? '');
}
