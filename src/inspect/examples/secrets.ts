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
    message: 'Secret `db` holds `url` in plain text.',
    fix: "Seal it and remove the Secret: `npx lockstep seal shop/staging db url`. A construct reads it with `sealed('db', 'url')`. What was committed has to be changed as well.",
  },
  LS527: {
    bad: sealed('url', '  template: {metadata: {name: database}}\n'),
    good: sealed('url', '  template: {metadata: {name: db}}\n'),
    message: 'SealedSecret `db` is for name `db`, and its template says `database`.',
    fix: 'Write `db` in the template or leave name out there; to use another name, seal the values again for it.',
  },
} as const satisfies Record<string, Example>;
