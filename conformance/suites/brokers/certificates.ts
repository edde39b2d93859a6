/** An authority, and a certificate that it signs: what cert-manager would put into the Secret. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOk } from '../../processes';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export interface Issued {
  /** PEM of the authority. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** @param folder in which the files are written; keys never leave it */
export async function issue(folder: string, names: readonly string[]): Promise<Issued> {
  const file = (name: string): string => join(folder, name);
  const [ca, caKey, certificate, key] = [file('ca.crt'), file('ca.key'), file('tls.crt'), file('tls.key')];
  const [request, extensions] = [file('tls.csr'), file('extensions')];
  await runOk('openssl', ['req', '-x509', ...KEY, '-keyout', caKey, '-out', ca, '-subj', '/CN=stores', '-days', '2']);
  await runOk('openssl', ['req', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${names[0]}`]);
  writeFileSync(extensions, `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  const signed = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2', '-extfile', extensions];
  await runOk('openssl', ['x509', '-req', '-in', request, ...signed, '-out', certificate]);
  return { ca, certificate, key };
}
