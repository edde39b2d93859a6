/** A manifest in which a code fires, and its near twin in which nothing does: test and documentation of the code at once. */
export interface Example {
  /** YAML, several documents where needed. */
  readonly bad: string;
  readonly good: string;
  /** What is said about the bad one, in environment `staging`. */
  readonly message: string;
  readonly fix: string;
}

/** Pinned, so that nothing is said of it. */
export const IMAGE = `ghcr.io/acme/api@sha256:${'5b0e9d27c4a8f163'.repeat(4)}`;

/** A Deployment `api`; the arguments are YAML in flow style. */
export function deployment(container = '', pod = '', spec = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
${spec === '' ? '' : `  ${spec}\n`}  template:
    metadata: {labels: {app: api}}
    spec:
${pod === '' ? '' : `      ${pod}\n`}      containers:
        - {name: api${container === '' ? '' : `, ${container}`}${/\bimage:/.test(container) ? '' : `,\n           image: ${IMAGE}`}}
`;
}

export function documents(...texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}
