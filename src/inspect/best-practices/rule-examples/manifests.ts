/** Manifests for the examples of rules, as small as the rule allows. */

/** A Deployment `api` with one container; the arguments are YAML in flow style, without braces. */
export function api(container: string, pod = '', spec = ''): string {
  return workload('Deployment', container, pod, spec);
}

/** The same as another kind. */
export function workload(
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  container: string,
  pod = '',
  spec = '',
): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata: {name: api, labels: {app: api}}
spec:
  selector: {matchLabels: {app: api}}
${line(2, spec)}  template:
    metadata: {labels: {app: api}}
    spec:
${line(6, pod)}      containers:
        - {name: api${container === '' ? '' : `, ${container}`}}
`;
}

/** An object that is written as `fields`, YAML in flow style without braces. */
export function object(apiVersion: string, kind: string, name: string, fields: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\n${fields}\n`;
}

/** Several documents. */
export function all(...texts: readonly string[]): string {
  return texts.join('---\n');
}

function line(indent: number, text: string): string {
  return text === '' ? '' : `${' '.repeat(indent)}${text}\n`;
}
