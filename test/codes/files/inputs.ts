import { CIPHERTEXT, DIGEST, LOCK, sealedFile, type Files, type FilesExample } from '../files-example';

const lock = (bad: string): FilesExample => ({
  read: 'synth',
  bad: { 'images.lock.yaml': bad },
  good: { 'images.lock.yaml': LOCK },
});
const pin = (text: string): string => LOCK.replace(/all: .*/, text);
const secret = (bad: string, path = 'secrets/shop/prod/db.yaml'): FilesExample => ({
  read: 'synth',
  bad: { [path]: bad },
  good: { 'secrets/shop/prod/db.yaml': sealedFile('prod') },
});
const prod = (from: string | RegExp, to: string): FilesExample => secret(sealedFile('prod').replace(from, to));
const moved = (path: string, text = sealedFile('prod')): FilesExample => ({
  read: 'synth',
  bad: { [path]: text },
  good: { 'secrets/shop/prod/db.yaml': sealedFile('prod') } satisfies Files,
});

/** Input files: `images.lock.yaml` and the sealed secrets. */
export const INPUT_FILES = {
  LS501: lock(''),
  LS502: lock(pin(`all: { tag: 1.4.2, digest: ${DIGEST}`)),
  LS503: lock(pin(`all: { tga: 1.4.2, tag: 1.4.2, digest: ${DIGEST} }`)),
  LS504: lock(pin(`all: { digest: ${DIGEST} }`)),
  LS505: lock(pin(`all: { tag: 1.4.2, digest: 5b0e9d27c4a8f163 }`)),
  LS506: lock(LOCK.replace('ghcr.io/acme/api', 'api')),
  LS507: lock(pin(`all: { tag: latest, digest: ${DIGEST} }`)),
  LS508: lock(`${LOCK}    dev: { tag: 1.5.0, digest: ${DIGEST} }\n`),
  LS509: lock(pin('all: 1.4.2')),
  LS510: lock(`${LOCK}    all: { tag: 1.5.0, digest: ${DIGEST} }\n`),
  LS511: lock(LOCK.replace('all: {', 'dev: &pin {') + '    prod: *pin\n'),
  LS512: lock(pin(`all: { tag: feature/x, digest: ${DIGEST} }`)),
  LS514: lock(`${LOCK}shpo:\n  web:\n    repository: ghcr.io/acme/web\n    all: { tag: 1.4.2, digest: ${DIGEST} }\n`),
  LS520: secret(`apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop-prod
stringData:
  url: postgres://shop@db/shop
`),
  LS521: secret(`apiVersion: v1
kind: ConfigMap
metadata:
  name: db
  namespace: shop-prod
data:
  url: postgres://db/shop
`),
  LS522: prod('name: db', 'name: database'),
  LS523: prod('  namespace: shop-prod\n', ''),
  LS524: prod(CIPHERTEXT, 'cG9zdGdyZXM='),
  LS525: prod(`    url: ${CIPHERTEXT}`, `    url: ${CIPHERTEXT}\n    "admin url": ${CIPHERTEXT}`),
  LS526: prod('    type: Opaque', '    type: Opaque\n    data:\n      user: c2hvcA=='),
  LS528: prod('  namespace: shop-prod\n', '  namespace: shop-prod\n  annotations:\n    lockstep.dev/provenance: url\n'),
  LS529: moved('secrets/shop/prod/db.yml'),
  LS533: prod('type: Opaque', 'type: kubernetes.io/tls'),
  LS583: lock(pin(`all: { tag: 1.4.2, digest: ${DIGEST}, example: true }`)),
  LS585: prod(`    url: ${CIPHERTEXT}`, `    url: ${CIPHERTEXT}\n    password: ${CIPHERTEXT}`),
} as const satisfies Record<string, FilesExample>;
