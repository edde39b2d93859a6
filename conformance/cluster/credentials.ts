import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Credentials {
  readonly token: string;
  readonly tokenFile: string;
  readonly serviceAccountKey: string;
}

/** Keys and the administrator's token of one cluster, made in its folder. The API server makes its serving certificate itself. */
export function makeCredentials(folder: string): Credentials {
  const token = randomBytes(24).toString('hex');
  const tokenFile = join(folder, 'tokens.csv');
  writeFileSync(tokenFile, `${token},admin,admin,"system:masters"\n`, { mode: 0o600 });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const serviceAccountKey = join(folder, 'service-account.key');
  writeFileSync(serviceAccountKey, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 });
  return { token, tokenFile, serviceAccountKey };
}

/** Writes a kubeconfig of one cluster and one user, and answers its path. */
export function writeKubeconfig(file: string, server: string, token: string, caFile: string): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'conformance', cluster: { server, 'certificate-authority': caFile } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'conformance', context: { cluster: 'conformance', user: 'admin' } }],
    'current-context': 'conformance',
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
