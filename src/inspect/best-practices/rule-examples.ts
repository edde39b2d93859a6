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

export const cron = (spec: string, job = ''): string =>
  object(
    'batch/v1',
    'CronJob',
    'report',
    `spec: {schedule: "0 3 * * *", ${spec}jobTemplate: {spec: {${job}template: {spec: {restartPolicy: Never, containers: [{name: report}]}}}}}`,
  );

export const policy = (spec: string): string =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'api', `spec: {podSelector: {matchLabels: {app: api}}, ${spec}}`);

export const READY = 'readinessProbe: {httpGet: {path: /ready, port: 3000}}';

export const LIVE = 'livenessProbe: {httpGet: {path: /live, port: 3000}}';

export const backend =
  'rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}}]';

export const ingress = (fields: string): string =>
  object('networking.k8s.io/v1', 'Ingress', 'api', `spec: {ingressClassName: nginx, ${fields}${backend}}`);

export const annotated = (annotation: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: api, annotations: {${annotation}}}\nspec: {ingressClassName: nginx, tls: [{hosts: [shop.example], secretName: shop-tls}], ${backend}}\n`;

/** A claim `data` that one node can mount. */
export const volumeClaim = (size: string): string =>
  object(
    'v1',
    'PersistentVolumeClaim',
    'data',
    `spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: ${size}}}}`,
  );

/** A route of Istio. */
export const virtualService = (route: string, host: string): string =>
  object(
    'networking.istio.io/v1',
    'VirtualService',
    'api',
    `spec: {hosts: [shop.example], http: [{${route}, route: [{destination: {host: ${host}}}]}]}`,
  );
