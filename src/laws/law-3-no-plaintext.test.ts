/**
 * Law 3. No plaintext: a Secret with data cannot be synthesized, and every key that a pod reads exists in a sealed source
 * for every environment in which the pod exists, else the synth fails and says the command that seals it.
 */
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { sealed } from '../pattern/secrets/sealed';
import { WebService } from '../pattern/workload/web-service';
import { Worker } from '../pattern/workload/worker';
import type { Platform } from '../pattern/platform/platform';
import {
  example,
  faultless,
  findingsOf,
  only,
  platform,
  result,
  told,
  type InputChanges,
} from './example.test-support';

const SEALED_ELSEWHERE: InputChanges = {
  revisions: {
    staging: { 'api-secrets/jwt': undefined },
    prod: { 'api-secrets/jwt': undefined, 'api-secrets/session': undefined },
  },
};

it.each<[string, (shop: Platform) => void]>([
  [
    'an ApiObject',
    (shop) =>
      void new ApiObject(shop, 'x', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: 'eA==' } }),
  ],
  [
    'an ApiObject with stringData',
    (shop) =>
      void new ApiObject(shop, 'x', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'x' },
        stringData: { a: 'x' },
      }),
  ],
  ['an L1 class', (shop) => void new kplus.k8s.KubeSecret(shop, 'x', { metadata: { name: 'x' }, data: { a: 'eA==' } })],
  [
    'an L2 class',
    (shop) => void new kplus.Secret(new Chart(shop, 'chart'), 'x', { metadata: { name: 'x' }, stringData: { a: 'x' } }),
  ],
  [
    'an item of a List',
    (shop) =>
      void new ApiObject(shop, 'x', {
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: 'eA==' } }],
      }),
  ],
])('a Secret with data is refused: %s', (_, declare) => {
  const { app, shop } = platform();
  declare(shop);
  expect(told(findingsOf(app)).filter((line) => line.startsWith('LS552'))).toEqual([
    expect.stringContaining(
      'Secret `x` contains `a` in plaintext. → Seal it and remove the Secret: `npx lockstep seal shop/',
    ),
  ]);
});

it('a key that is not sealed for an environment is refused, with the command that seals it', () => {
  const { app, shop } = platform(SEALED_ELSEWHERE);
  new WebService(shop, 'api', { image: 'api', port: 3000, secrets: { JWT: sealed('api-secrets', 'jwt') } });
  expect(told(findingsOf(app))).toEqual([
    'LS551 shop/secrets SealedSecret/api-secrets spec.encryptedData.jwt [staging, prod]: api reads key `jwt` of Secret `api-secrets`; ' +
      'in staging, `api-secrets` has `session`; in prod, `api-secrets` has no keys → ' +
      'Seal it: `npx lockstep seal shop/staging,prod api-secrets jwt --generate` makes a random value for each; ' +
      'without `--generate`, one environment at a time, the value is read from standard input.',
  ]);
});

it('a secret of another name is refused', () => {
  const { app, shop } = platform();
  new Worker(shop, 'mailer', { image: 'mailer', secrets: { A: sealed('api-secret', 'jwt') } });
  expect(told(findingsOf(app)).join('\n')).toContain('api-secret');
  expect(() => app.preview()).toThrow(/lockstep seal/);
});

it('a key is only needed where the pod that reads it exists', () => {
  const { app, shop } = platform({
    revisions: { dev: { 'api-secrets/jwt': undefined }, staging: { 'api-secrets/jwt': undefined } },
  });
  new Worker(shop, 'mailer', {
    image: 'mailer',
    only: only(['prod'], 'r'),
    secrets: { A: sealed('api-secrets', 'jwt') },
  });
  expect([...faultless(app).files.keys()].filter((path) => path.includes('SealedSecret'))).toEqual([
    'shop/prod/secrets/SealedSecret-api-secrets.yaml',
  ]);
});

it('no value of a secret, and nothing but its ciphertext, is in any file', () => {
  const { files } = result(example().app);
  const all = [...files].filter(([, text]) => /^kind: Secret$/m.test(text));
  expect(all).toEqual([]);
  for (const [path, text] of files)
    if (!path.includes('SealedSecret'))
      expect(text).not.toContain(Buffer.from('sealed ').toString('base64').slice(0, 8));
});
