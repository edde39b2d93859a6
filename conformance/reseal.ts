/**
 * The values in `dist/` are sealed for clusters whose private keys nobody has here. So that a real controller can
 * open them, they are sealed again with its certificate, by `kubeseal`, with placeholder values, **for the name,
 * namespace and scope that the store in `secrets/` says they were sealed for**: a value that was sealed for another
 * place stays sealed, as it would in the real cluster.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DistEnvironment, type Manifest, readYaml } from './dist';
import { runOk } from './processes';
import { placeholder } from './secrets';
import type { Toolbox } from './tools/toolbox';

interface SealedFor {
  readonly scope: 'strict' | 'namespace-wide' | 'cluster-wide';
  readonly namespace: string;
  readonly name: string;
}

interface SealedSecretSpec {
  readonly encryptedData?: Readonly<Record<string, string>>;
}

/** The manifest with each value sealed anew. @param value gives the plain value of a key; placeholders by default */
export async function reseal(
  tool: Toolbox,
  certificate: string,
  manifest: Manifest,
  store: string,
  value: (key: string) => string = placeholder,
): Promise<Manifest> {
  const spec = manifest['spec'] as SealedSecretSpec;
  const stored = existsSync(store) ? readYaml(store)[0] : undefined;
  const encryptedData: Record<string, string> = {};
  for (const key of Object.keys(spec.encryptedData ?? {})) {
    encryptedData[key] = await sealRaw(tool, certificate, sealedFor(key, stored ?? manifest), value(key));
  }
  return { ...manifest, spec: { ...spec, encryptedData } };
}

/** Where the store keeps the values of a SealedSecret of an environment. */
export function storeFile(
  secrets: string,
  environment: Pick<DistEnvironment, 'platform' | 'name'>,
  secret: string,
): string {
  return join(secrets, environment.platform, environment.name, `${secret}.yaml`);
}

export async function sealRaw(
  tool: Toolbox,
  certificate: string,
  { scope, namespace, name }: SealedFor,
  value: string,
): Promise<string> {
  const args = ['--raw', `--cert=${certificate}`, `--scope=${scope}`, `--namespace=${namespace}`, `--name=${name}`];
  return (await runOk(tool('kubeseal'), args, { input: value })).trim();
}

/** What a key was sealed for: its line of provenance, else the metadata of the file. */
function sealedFor(key: string, stored: Manifest): SealedFor {
  const annotations = stored.metadata.annotations ?? {};
  const line = annotations['lockstep.dev/provenance']?.split('\n').find((candidate) => candidate.startsWith(`${key} `));
  const groups = / scope=(?<scope>\S+) for=(?<namespace>[^/\s]+)\/(?<name>\S+)/.exec(line ?? '')?.groups;
  if (groups !== undefined) {
    return {
      scope: groups['scope'] as SealedFor['scope'],
      namespace: groups['namespace'] ?? '',
      name: groups['name'] ?? '',
    };
  }
  const scope =
    annotations['sealedsecrets.bitnami.com/cluster-wide'] === 'true'
      ? 'cluster-wide'
      : annotations['sealedsecrets.bitnami.com/namespace-wide'] === 'true'
        ? 'namespace-wide'
        : 'strict';
  return { scope, namespace: stored.metadata.namespace ?? '', name: stored.metadata.name };
}
