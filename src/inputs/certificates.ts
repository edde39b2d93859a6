/** Finds and reads the certificates that secrets are sealed with. They are public and committed. */
import { phrase, type Phrase } from '../model/phrase';
import { X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findingAbout, type Finding } from '../model/finding';
import { readText } from './text-file';

/** Prints the sealing certificate of a cluster; the controller under the names that its own manifests give it. */
export const FETCH_CERTIFICATE =
  'kubeseal --controller-namespace kube-system --controller-name sealed-secrets-controller --fetch-cert';

export interface SealingCertificate {
  /** Where it was read from: `certs/shop/prod.pem`. */
  readonly file: string;
  readonly publicKey: KeyObject;
  /** SHA-256 of the certificate, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Names in it, on one line: `CN=sealed-secret, O=Acme`. */
  readonly subject: string;
  /** RFC 3339. Whether it is over is for `check` to say: a synth never reads the clock. */
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface CertificateResult {
  readonly certificate: SealingCertificate | undefined;
  readonly findings: readonly Finding[];
}

/** Where the certificate of an environment may lie, the most specific first. */
export function certificateFiles(platform: string, environment: string): readonly [own: string, common: string] {
  return [`certs/${platform}/${environment}.pem`, `certs/${environment}.pem`];
}

/**
 * Reads `certs/<platform>/<environment>.pem`, else `certs/<environment>.pem`.
 * @param root folder of the project
 */
export function findCertificate(root: string, platform: string, environment: string): CertificateResult {
  const files = certificateFiles(platform, environment);
  for (const file of files) {
    const { text, findings } = readText(join(root, file), file);
    if (text !== undefined) return parseCertificate(text, file);
    if (findings.length > 0) return { certificate: undefined, findings };
  }
  return refuse(findingAbout({
    code: 'LS530',
    environments: [environment],
    file: fetchInto(root, platform, environment).file,
  })`
    no sealing certificate for "${{ environment }}" of "${{ platform }}"
    Save the controller's certificate: ${{ command: fetchInto(root, platform, environment).command }}`);
}

/**
 * The command that saves the certificate of an environment: into the folder of the platform where there is one, else into
 * the common one.
 * @returns the command, with a word about the other place behind it
 */
export function fetchInto(
  root: string,
  platform: string,
  environment: string,
): { readonly file: string; readonly command: string } {
  const [own, common] = certificateFiles(platform, environment);
  const apart = existsSync(join(root, dirname(own)));
  const file = apart ? own : common;
  const folder = existsSync(join(root, dirname(file))) ? '' : `mkdir -p ${dirname(file)} && `;
  const other = apart
    ? `${common}, if platforms share the cluster`
    : `certs/${platform}/, if each platform has its own cluster`;
  return { file, command: `${folder}${FETCH_CERTIFICATE} > ${file} (or into ${other}).` };
}

/** @param file name for messages */
export function parseCertificate(text: string, file: string): CertificateResult {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    return refuse(findingAbout({ code: 'LS532', file })`
      the file contains a private key
      Remove it from the repository and its history, and rotate the controller key: only the certificate belongs here.`);
  }
  const count = text.split('-----BEGIN CERTIFICATE-----').length - 1;
  const invalid = (fault: Phrase) =>
    refuse(findingAbout({ code: 'LS531', file })`
      ${fault}
      Save the controller's certificate again: ${{ command: `${FETCH_CERTIFICATE} > ${file}` }}`);
  const wanted = phrase`not a PEM file with one RSA certificate of at least 2048 bits`;
  if (count !== 1)
    return invalid(
      phrase`the file contains ${count === 0 ? phrase`no certificate` : phrase`${{ count }} certificates`}, ${wanted}`,
    );
  let x509: X509Certificate;
  try {
    x509 = new X509Certificate(text);
  } catch {
    return invalid(phrase`invalid certificate: the file is truncated or corrupt`);
  }
  const { publicKey } = x509;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const type = publicKey.asymmetricKeyType;
  if (type !== 'rsa' || bits < 2048) {
    const kind = type === 'rsa' ? phrase`an RSA key of ${{ bits }} bits` : phrase`a key of type ${{ type }}`;
    return invalid(phrase`the file has ${kind}, ${wanted}`);
  }
  const certificate: SealingCertificate = {
    file,
    publicKey,
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: subjectOf(x509),
    notBefore: new Date(x509.validFrom).toISOString(),
    notAfter: new Date(x509.validTo).toISOString(),
  };
  return { certificate, findings: [] };
}

/** The controller makes certificates without a subject; Node has none for them, whatever its types say. */
function subjectOf(x509: X509Certificate): string {
  const subject: string | undefined = x509.subject;
  return subject === undefined ? 'no subject' : subject.split('\n').reverse().join(', ');
}

function refuse(finding: Finding): CertificateResult {
  return { certificate: undefined, findings: [finding] };
}
