import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCertificate, parseCertificate } from './certificates';

const FIXTURES = join(__dirname, 'fixtures');
const pem = readFileSync(join(FIXTURES, 'test-certificate.pem'), 'utf8');
let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'certificates-'))));
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  copyFileSync(join(FIXTURES, 'test-certificate.pem'), join(root, file));
}

test('a certificate is read as data', () => {
  const { certificate, findings } = parseCertificate(pem, 'certs/prod.pem');
  expect(findings).toEqual([]);
  expect(certificate).toMatchObject({ file: 'certs/prod.pem', subject: 'CN=lockstep TEST certificate, O=Lockstep' });
  expect(certificate?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(Date.parse(certificate!.notAfter) - Date.parse(certificate!.notBefore)).toBe(7300 * 24 * 3600 * 1000);
  expect(certificate?.publicKey.asymmetricKeyType).toBe('rsa');
});

test('that of the platform comes before the common one', () => {
  put('certs/prod.pem');
  expect(findCertificate(root, 'shop', 'prod').certificate?.file).toBe('certs/prod.pem');
  put('certs/shop/prod.pem');
  expect(findCertificate(root, 'shop', 'prod').certificate?.file).toBe('certs/shop/prod.pem');
});

test('a missing certificate says how to fetch it', () => {
  expect(findCertificate(root, 'shop', 'prod').findings).toEqual([
    {
      code: 'LS530',
      environments: ['prod'],
      file: 'certs/prod.pem',
      values: expect.objectContaining({ environment: 'prod', platform: 'shop' }),
      message: 'no sealing certificate for "prod" of "shop"',
      fix: "Save the controller's certificate: mkdir -p certs && kubeseal --controller-namespace kube-system --controller-name sealed-secrets-controller --fetch-cert > certs/prod.pem (or into certs/shop/, if each platform has its own cluster).",
    },
  ]);
  put('certs/dev.pem');
  expect(findCertificate(root, 'shop', 'prod').findings[0]?.fix).toMatch(
    /^Save the controller's certificate: kubeseal .* > certs\/prod\.pem \(or/,
  );
  put('certs/shop/dev.pem');
  expect(findCertificate(root, 'shop', 'prod').findings[0]?.fix).toMatch(
    /^Save the controller's certificate: kubeseal .* > certs\/shop\/prod\.pem \(or into certs\/prod\.pem, if platforms share the cluster\)\.$/,
  );
});

test.each([
  [
    'no PEM',
    'hello',
    'LS531',
    'the file contains no certificate, not a PEM file with one RSA certificate of at least 2048 bits',
  ],
  [
    'two certificates',
    pem + pem,
    'LS531',
    'the file contains 2 certificates, not a PEM file with one RSA certificate of at least 2048 bits',
  ],
  ['a cut certificate', pem.replace(/\n.{20}/, '\n'), 'LS531', 'invalid certificate: the file is truncated or corrupt'],
  [
    'an elliptic curve',
    readFileSync(join(FIXTURES, 'test-certificate-ec.pem'), 'utf8'),
    'LS531',
    'the file has a key of type ec, not a PEM file with one RSA certificate of at least 2048 bits',
  ],
  [
    'a short key',
    readFileSync(join(FIXTURES, 'test-certificate-short.pem'), 'utf8'),
    'LS531',
    'the file has an RSA key of 1024 bits, not a PEM file with one RSA certificate of at least 2048 bits',
  ],
  ['a private key', `${pem}-----BEGIN RSA PRIVATE KEY-----\n`, 'LS532', 'the file contains a private key'],
])('%s is refused', (_, text, code, message) => {
  const { certificate, findings } = parseCertificate(text, 'certs/a.pem');
  expect(certificate).toBeUndefined();
  expect(findings.map((finding) => [finding.code, finding.message])).toEqual([[code, message]]);
});
