import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFindings } from '../../emit/report';
import { parseCertificate } from '../../inputs/certificates';
import { certificateAgeFindings, rotationFindings, type AgedKey } from './rotation';

const key = (changes: Partial<AgedKey> = {}): AgedKey => ({
  secret: 'stripe',
  key: 'api',
  certificate: 'f'.repeat(64),
  sealedAt: '2026-01-01T12:00:00Z',
  rotation: '90d',
  ...changes,
});
const report = (now: string, ...keys: readonly AgedKey[]) =>
  renderFindings(rotationFindings('shop', 'prod', keys, new Date(now)), { colour: false });

test('a value is announced when a tenth of its time is left, and an error when it is over', () => {
  expect(report('2026-03-23T11:00:00Z', key())).toBe('');
  expect(report('2026-03-23T13:00:00Z', key())).toContain(
    'warning LS564 [prod] SealedSecret/stripe\n    key "api" has not changed since 2026-01-01, with 9 days left; the maximum age of a value is 90 days\n',
  );
  expect(report('2026-04-01T11:00:00Z', key())).toContain('with 1 day left');
  expect(report('2026-04-01T12:00:00Z', key(), key({ key: 'webhook' }))).toBe(`secrets/shop/prod/stripe.yaml
  error LS563 [prod] SealedSecret/stripe
    keys "api", "webhook" have not changed since 2026-01-01; the maximum age of a value is 90 days
    fix: Seal new values: npx lockstep seal shop/prod stripe <key> --generate creates a random one; without it, the value is read from standard input.

1 error
`);
});

test('a long time is announced 30 days before its end', () => {
  const old = key({ rotation: '365d' });
  expect(report('2026-12-02T11:00:00Z', old)).toBe('');
  expect(report('2026-12-02T12:00:00Z', old)).toContain('with 30 days left');
});

test('a value that was sealed again is as old as it was', () => {
  expect(report('2026-04-02', key({ sealedAt: '2026-03-30T00:00:00Z', since: '2026-01-01T12:00:00Z' }))).toContain(
    'since 2026-01-01',
  );
});

test('an unknown age is a warning; without a limit, and of a value in a store, nothing is said', () => {
  expect(report('2026-04-02', key({ sealedAt: 'unknown' }))).toContain(
    'warning LS565 [prod] SealedSecret/stripe\n    key "api" is of unknown age;',
  );
  const { rotation: _, ...unlimited } = key();
  expect(report('2036-01-01', unlimited)).toBe('');
  expect(report('2036-01-01', { secret: 's', key: 'k', store: 'vault', rotation: '90d' })).toBe('');
});

test('a sealing certificate may be limited as well', () => {
  const file = join(__dirname, '..', '..', '..', 'docs', 'example', 'certs', 'prod.pem');
  const certificate = parseCertificate(readFileSync(file, 'utf8'), 'certs/prod.pem').certificate!;
  const at = (days: number, age: string | undefined) =>
    certificateAgeFindings(
      certificate,
      'prod',
      age,
      new Date(new Date(certificate.notBefore).getTime() + days * 86_400_000),
    );
  expect(at(59, '60d')).toEqual([]);
  expect(at(9999, undefined)).toEqual([]);
  expect(at(60, '60d')).toEqual([
    expect.objectContaining({
      code: 'LS566',
      file: 'certs/prod.pem',
      message: expect.stringContaining('its maximum age is 60 days') as string,
    }),
  ]);
});
