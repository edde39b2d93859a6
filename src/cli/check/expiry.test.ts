import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDeviations, renderSecrets } from '../../emit/proof';
import { renderFindings } from '../../emit/report';
import { parseCertificate } from '../../inputs/certificates';
import { expiringIn, expiryFindings } from './expiry';

const ENVIRONMENTS = ['dev', 'prod'];
const PLATFORMS = [{ name: 'shop', environments: ENVIRONMENTS.map((name) => ({ name, namespace: name })), matrix: [] }];
/** Both certificates of the example end on 2046-11-15. */
const EXAMPLE = join(__dirname, '..', '..', '..', 'docs', 'example', 'certs');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockstep-expiry-'));
  cpSync(EXAMPLE, join(root, 'certs'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fingerprint = (environment: string) => {
  const file = join(EXAMPLE, `${environment}.pem`);
  return parseCertificate(readFileSync(file, 'utf8'), file).certificate!.fingerprint;
};
const sealedWith = (dev: string | undefined, prod: string | undefined) => {
  const item = (certificate: string | undefined) => ({
    revision: undefined,
    certificate,
    sealedAt: undefined,
    shared: undefined,
  });
  return ['key', 'other'].map((key) => ({
    secret: 'jwt',
    key,
    readBy: ['Deployment/api'],
    items: new Map([
      ['dev', item(dev)],
      ['prod', item(prod)],
    ]),
  }));
};

function report(
  now: string,
  {
    deviations = [],
    secrets = [],
  }: { deviations?: Parameters<typeof renderDeviations>[0]; secrets?: Parameters<typeof renderSecrets>[0] },
): string {
  const proof = new Map([
    ['shop/deviations.yaml', renderDeviations(deviations)],
    ['shop/secrets.yaml', renderSecrets(secrets, ENVIRONMENTS)],
  ]);
  return renderFindings(expiryFindings(root, expiringIn(PLATFORMS, proof), new Date(now)), { colour: false });
}

const DEVIATION = {
  construct: 'shop/api',
  what: 'single-replica',
  in: ['prod'],
  reason: 'one disk',
  until: '2026-12-31',
};

test('a deviation is announced 30 days before its day, and an error from that day on', () => {
  const deviations = [DEVIATION, { construct: 'shop/api', what: 'other', in: ['dev'], reason: 'for good' }];
  expect(report('2026-11-30', { deviations })).toBe('');
  expect(report('2026-12-01', { deviations })).toBe(`shop/api
  warning LS821 [prod]
    the deviation "single-replica" expires on 2026-12-31 (in 30 days). Reason: one disk
    fix: Remove the deviation, or agree on a later date and set \`until\` to it.

1 warning
`);
  expect(report('2026-12-30T00:00:01Z', { deviations })).toContain(
    'warning LS821 [prod]\n    the deviation "single-replica" expires on 2026-12-31 (in 1 day).',
  );
  expect(report('2026-12-31', { deviations: [{ ...DEVIATION, object: 'Deployment/api' }] })).toBe(`shop/api
  error LS820 [prod] Deployment/api
    the deviation "single-replica" expired on 2026-12-31. Reason: one disk
    fix: Remove the deviation, or agree on a later date and set \`until\` to it.

1 error
`);
});

test('a certificate is announced 30 days before its end, and an error after it', () => {
  expect(report('2046-10-16T08:59:36Z', {})).toBe('');
  expect(report('2046-11-10', {})).toContain(
    'certs/dev.pem\n  warning LS823 [dev]\n    the certificate expires on 2046-11-15, in 6 days\n',
  );
  rmSync(join(root, 'certs', 'prod.pem'));
  expect(report('2046-11-15T08:59:37Z', {})).toBe(`certs/dev.pem
  error LS822 [dev]
    the certificate expired on 2046-11-15
    fix: Fetch the controller's current certificate: kubeseal --controller-namespace kube-system --controller-name sealed-secrets-controller --fetch-cert > certs/dev.pem, then reseal the values that were sealed with this one.

1 error
`);
});

test('values sealed with another certificate than the environment has now are warned of; those of unknown origin are not', () => {
  expect(report('2026-11-20', { secrets: sealedWith(fingerprint('dev'), undefined) })).toBe('');
  expect(report('2026-11-20', { secrets: sealedWith(fingerprint('prod'), fingerprint('prod')) }))
    .toBe(`secrets/shop/dev/jwt.yaml
  warning LS824 [dev] SealedSecret/jwt
    keys "key", "other" were sealed with certificate bade79bf791d…, certs/dev.pem is 3171360cdb66…
    fix: Reseal each: npx lockstep seal shop/dev jwt <key>

1 warning
`);
  const [one] = sealedWith('0'.repeat(64), undefined);
  expect(report('2026-11-20', { secrets: [one!] })).toContain('key "key" was sealed with certificate 000000000000…');
});

test('a certificate that is not there is a warning where something is sealed; a broken one or a private key is an error', () => {
  rmSync(join(root, 'certs', 'dev.pem'));
  expect(report('2026-11-20', {})).toBe('');
  expect(report('2026-11-20', { secrets: sealedWith(fingerprint('dev'), fingerprint('prod')) })).toContain(
    'warning LS530 [dev]',
  );
  writeFileSync(join(root, 'certs', 'dev.pem'), '-----BEGIN RSA PRIVATE KEY-----\n');
  expect(report('2026-11-20', {})).toContain('error LS532 [dev]');
});
