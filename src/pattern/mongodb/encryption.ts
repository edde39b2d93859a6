/** A MongoDB whose members take nothing but TLS. */
import type { Part } from '../../model/expression';
import { combine } from '../../model/varying';
import type { Identity } from '../identity';
import { authorityFile, secretOf } from '../stateful/server-certificate';
import { memberNames, MONGO_PORT } from './members';

/** The operator makes it, headless. */
export function serviceOf(name: string): string {
  return `${name}-svc`;
}

/** The secret of one certificate has all three parts; the operator joins two of them for mongod. */
export function encryption(name: string) {
  const secret = { name: secretOf(name) };
  return { enabled: true, certificateKeySecretRef: secret, caCertificateSecretRef: secret };
}

/** The names in URLs, and those by which members know each other, and tell drivers of each other. */
export function certified({ name, platform }: Identity, members: unknown): unknown {
  const service = serviceOf(name);
  return combine({ members, namespace: platform.namespaceName }, (own) => [
    ...memberNames(name, Number(own.members)).map((member) => `${member}.${service}`),
    ...[
      service,
      `*.${service}.${String(own.namespace)}.svc`,
      `*.${service}.${String(own.namespace)}.svc.cluster.local`,
      'localhost',
    ],
  ]);
}

/** What a URL says to drivers: that, and whom, they are to verify. */
export function verified(name: string): readonly Part[] {
  return ['&tls=true&tlsCAFile=', authorityFile(name)];
}

/** Members as a connection string lists them. */
export function hostsOf(name: string, members: number): string {
  return memberNames(name, members)
    .map((member) => `${member}.${serviceOf(name)}:${MONGO_PORT}`)
    .join(',');
}
