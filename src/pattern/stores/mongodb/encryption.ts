/** A MongoDB whose members take nothing but TLS. */
import type { Part } from '../../../model/expression';
import type { Subject } from '../../engine/build';
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
export function certified({ name, facts }: Subject, members: number): readonly string[] {
  const service = serviceOf(name);
  const own = `${service}.${facts.namespace}.svc`;
  return [
    ...memberNames(name, members).map((member) => `${member}.${service}`),
    ...[service, `*.${own}`, `*.${own}.cluster.local`, 'localhost'],
  ];
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
