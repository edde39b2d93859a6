import { deployment, documents, type Example } from './example';

const sealed = (key: string, template = ''): string => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: db}
spec:
  encryptedData: {${key}: AgB3}
${template}`;
const reads = deployment('env: [{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]');

export const SECRET_EXAMPLES = {
  LS551: {
    bad: documents(sealed('uri'), reads),
    good: documents(sealed('url'), reads),
    message: 'api reads key `url` of Secret `db`; in staging, `db` has `uri`.',
    fix: 'Did you mean `uri`? Or seal it: `npx lockstep seal shop/staging db url`.',
  },
  LS552: {
    bad: `apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {url: not-a-real-value}
`,
    good: sealed('url'),
    message: 'Secret `db` contains `url` in plaintext.',
    fix: "Seal it and remove the Secret: `npx lockstep seal shop/staging db url`. A construct reads it with `sealed('db', 'url')`. Rotate the committed values as well.",
  },
  LS527: {
    bad: sealed('url', '  template: {metadata: {name: database}}\n'),
    good: sealed('url', '  template: {metadata: {name: db}}\n'),
    message: 'SealedSecret `db` is for name `db`, but its template has `database`.',
    fix: 'Use `db` in the template or remove name there; to use a different name, reseal the values for it.',
  },
} as const satisfies Record<string, Example>;
