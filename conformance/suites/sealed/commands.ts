/** Values sealed by `lockstep seal` and by `kubeseal`, opened by the real controller. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { type ApiClient, refusal } from '../../cluster/api-client';
import { temporaryFolder } from '../../cleanup';
import { startCluster } from '../../cluster/cluster';
import { SEALED_SECRETS_KINDS, type SealedSecretsController, startSealedSecrets } from '../../cluster/sealed-secrets';
import type { Manifest } from '../../dist';
import { runOk } from '../../processes';
import { refuse } from '../../report';
import type { SuiteContext } from '../../suite';
import { parseSealedFile } from '../../../src/inputs/sealed-file';
import { type Scope, SealingProject, type SealRequest } from './project';
import { outcome } from './unsealing';
import { messageOf } from '../../error-message';

const HERE = 'shop-prod';
const ELSEWHERE = 'other';

export async function judgeCommands({ report, tool, project: lockstep }: SuiteContext): Promise<void> {
  const plane = await startCluster(tool, 'sealed', [], { kinds: SEALED_SECRETS_KINDS, nodes: false });
  try {
    const { api } = plane;
    for (const name of [HERE, ELSEWHERE])
      await api.install({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const controller = await startSealedSecrets(tool, plane);
    const project = new SealingProject(temporaryFolder('project'), lockstep);
    project.useCertificate(controller.certificate);
    for (const scope of ['strict', 'namespace-wide', 'cluster-wide'] as const) {
      await report.case(`sealed: lockstep seal, ${scope}: opened where it may be, sealed everywhere else`, () =>
        judgeScope(api, project, scope),
      );
    }
    await report.case('sealed: lockstep seal, every type of Secret and key', () => judgeTypes(api, project));
    await report.case('sealed: lockstep seal, 1 byte to 1 MB, binary', () => judgeSizes(api, project));
    await report.case('sealed: a file that kubeseal made takes another key from lockstep seal', () =>
      judgeKubeseal(api, project, controller, tool('kubeseal')),
    );
    await report.case('sealed: a new controller key opens old and new values', () =>
      judgeRotation(api, project, controller),
    );
  } catch (error) {
    throw new Error(`${messageOf(error)}\n${plane.logs()}`);
  } finally {
    await plane.stop();
  }
}

async function judgeScope(api: ApiClient, project: SealingProject, scope: Scope): Promise<void> {
  const name = `scope-${scope}`;
  const value = Buffer.from(`value of ${scope}`);
  await project.seal({ namespace: HERE, name, key: 'password', value, scope });
  await apply(api, project.manifest(name));
  const problems = await expectValues(api, HERE, name, { password: value });
  const moves: readonly (readonly [namespace: string, name: string, opens: boolean])[] = [
    [HERE, `${name}-renamed`, scope !== 'strict'],
    [ELSEWHERE, name, scope === 'cluster-wide'],
  ];
  for (const [namespace, moved, opens] of moves) {
    await apply(api, moveTo(project.manifest(name), namespace, moved));
    const { values, problem } = await outcome(api, namespace, moved);
    if (opens && values === undefined) problems.push(`${namespace}/${moved} stays sealed: ${problem ?? ''}`);
    if (!opens && values !== undefined) problems.push(`${namespace}/${moved} was opened`);
    if (!opens && !/no key could decrypt/i.test(problem ?? ''))
      problems.push(`${namespace}/${moved}: another problem than the key: ${problem ?? ''}`);
  }
  refuse(problems);
}

async function judgeTypes(api: ApiClient, project: SealingProject): Promise<void> {
  const certificate = readFileSync(join(project.folder, 'certs', 'shop', 'prod.pem'));
  const { privateKey } = (await import('node:crypto')).generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const cases: readonly {
    readonly name: string;
    readonly type?: string;
    readonly values: Readonly<Record<string, Buffer>>;
  }[] = [
    {
      name: 'registry',
      type: 'kubernetes.io/dockerconfigjson',
      values: { '.dockerconfigjson': Buffer.from('{"auths":{"registry.example":{"auth":"dXNlcjpwYXNz"}}}') },
    },
    { name: 'tls', type: 'kubernetes.io/tls', values: { 'tls.crt': certificate, 'tls.key': key } },
    {
      name: 'basic',
      type: 'kubernetes.io/basic-auth',
      values: { username: Buffer.from('postgres'), password: Buffer.from('p a:ß"\\$') },
    },
    { name: 'ssh', type: 'kubernetes.io/ssh-auth', values: { 'ssh-privatekey': key } },
    {
      name: 'keys',
      values: {
        UPPER_SNAKE: Buffer.from('a'),
        'with.dots': Buffer.from('b'),
        'with-dash': Buffer.from('c\n'),
        '1st': Buffer.from('d'),
      },
    },
  ];
  const problems: string[] = [];
  for (const { name, type, values } of cases) {
    for (const [each, value] of Object.entries(values)) {
      await project.seal({ namespace: HERE, name, key: each, value, ...(type === undefined ? {} : { type }) });
    }
    await apply(api, project.manifest(name));
    problems.push(...(await expectValues(api, HERE, name, values, type ?? 'Opaque')));
  }
  refuse(problems);
}

async function judgeSizes(api: ApiClient, project: SealingProject): Promise<void> {
  const problems: string[] = [];
  for (const size of [1, 2, 15, 16, 17, 255, 4096, 65_536, 1_000_000]) {
    const request: SealRequest = { namespace: HERE, name: `size-${size}`, key: 'value', value: randomBytes(size) };
    await project.seal(request);
    await apply(api, project.manifest(request.name));
    problems.push(...(await expectValues(api, HERE, request.name, { value: request.value })));
  }
  refuse(problems);
}

async function judgeKubeseal(
  api: ApiClient,
  project: SealingProject,
  controller: SealedSecretsController,
  kubeseal: string,
): Promise<void> {
  const problems: string[] = [];
  for (const scope of ['strict', 'namespace-wide', 'cluster-wide'] as const) {
    const name = `kubeseal-${scope}`;
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: HERE },
      type: 'Opaque',
      stringData: { first: 'one' },
    };
    const args = [`--cert=${controller.certificate}`, `--scope=${scope}`, '--format=yaml'];
    const text = await runOk(kubeseal, args, { input: JSON.stringify(secret) });
    writeFileSync(project.file(name), text);
    const { sealed, findings } = parseSealedFile(text, `${name}.yaml`, name);
    for (const { code, message } of findings) problems.push(`${name}: ${code} ${message}`);
    if (sealed?.scope !== scope || sealed.items.get('first')?.ciphertext === undefined)
      problems.push(
        `${name}: read as ${JSON.stringify(sealed?.scope)} with ${[...(sealed?.items.keys() ?? [])].join(', ')}`,
      );
    await project.seal({ namespace: HERE, name, key: 'second', value: Buffer.from('two') });
    await apply(api, project.manifest(name));
    problems.push(...(await expectValues(api, HERE, name, { first: Buffer.from('one'), second: Buffer.from('two') })));
  }
  refuse(problems);
}

async function judgeRotation(
  api: ApiClient,
  project: SealingProject,
  controller: SealedSecretsController,
): Promise<void> {
  const before: SealRequest = { namespace: HERE, name: 'rotation', key: 'old', value: Buffer.from('before') };
  await project.seal(before);
  await controller.rotate();
  project.useCertificate(controller.certificate);
  await project.seal({ ...before, key: 'new', value: Buffer.from('after') });
  await apply(api, project.manifest('rotation'));
  const problems = await expectValues(api, HERE, 'rotation', { old: Buffer.from('before'), new: Buffer.from('after') });
  // Sealed again for the new certificate: the value stays, and the controller opens it with the new key.
  const ciphertext = (project.manifest('rotation')['spec'] as { encryptedData: Record<string, string> }).encryptedData[
    'old'
  ];
  await project.seal(before, '--same-value');
  await apply(api, project.manifest('rotation'));
  problems.push(
    ...(await expectValues(api, HERE, 'rotation', { old: Buffer.from('before'), new: Buffer.from('after') })),
  );
  if (
    (project.manifest('rotation')['spec'] as { encryptedData: Record<string, string> }).encryptedData['old'] ===
    ciphertext
  )
    problems.push('seal --same-value left the ciphertext as it was');
  refuse(problems);
}

async function apply(api: ApiClient, manifest: Manifest): Promise<void> {
  const answer = await api.apply(manifest);
  if (answer.status >= 300 || answer.warnings.length > 0)
    throw new Error(`${manifest.metadata.name}: ${[refusal(answer), ...answer.warnings].join('; ').slice(0, 500)}`);
}

async function expectValues(
  api: ApiClient,
  namespace: string,
  name: string,
  expected: Readonly<Record<string, Buffer>>,
  type = 'Opaque',
): Promise<string[]> {
  const { values, type: found, problem } = await outcome(api, namespace, name);
  if (values === undefined) return [`${namespace}/${name} stays sealed: ${problem ?? ''}`];
  const problems = found === type ? [] : [`${namespace}/${name} has type ${found ?? ''}, not ${type}`];
  const keys = new Set([...Object.keys(expected), ...Object.keys(values)]);
  for (const key of keys) {
    if (expected[key] === undefined || values[key]?.equals(expected[key]) !== true)
      problems.push(`${namespace}/${name}: key ${key} is not what was sealed`);
  }
  return problems;
}

function moveTo(manifest: Manifest, namespace: string, name: string): Manifest {
  const spec = manifest['spec'] as { template?: { metadata?: object } };
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, namespace, name } };
  return { ...manifest, metadata: { ...manifest.metadata, namespace, name }, spec: { ...spec, template } };
}
