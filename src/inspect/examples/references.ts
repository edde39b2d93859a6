import { IMAGE, deployment, documents, type Example } from './example';

const HTTP = 'ports: [{name: http, containerPort: 3000}]';

const configMap = (key: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {${key}: info}
`;
const service = (selector: string, target = 'http', labels = ''): string => `apiVersion: v1
kind: Service
metadata: {name: api${labels}}
spec:
  selector: {${selector}}
  ports: [{name: web, port: 80, targetPort: ${target}}]
`;
const monitor = (port: string): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  endpoints: [{port: ${port}}]
`;
const virtualService = (port: number): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api}
spec:
  hosts: [api.shop.example]
  http: [{route: [{destination: {host: api, port: {number: ${port}}}}]}]
`;
const job = (labels: string): string => `apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  template:
    metadata: {labels: {${labels}}}
    spec: {restartPolicy: Never, containers: [{name: migrate, image: ${IMAGE}}]}
`;
const policy = (namespace: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}}]}]
`;
const namespace = (name: string): string => `apiVersion: v1
kind: Namespace
metadata: {name: ${name}}
`;
const sealed = (wave: string): string => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  annotations: {argocd.argoproj.io/sync-wave: "${wave}"}
spec: {encryptedData: {url: AgB3}}
`;
const project = (repository: string): string => `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop, namespace: argocd}
spec:
  sourceRepos: ["${repository}"]
  destinations: [{server: "https://kubernetes.default.svc", namespace: shop-*}]
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop, namespace: argocd}
spec:
  project: shop
  source: {repoURL: "https://git.example/shop/deploy"}
  destination: {server: "https://kubernetes.default.svc", namespace: shop-staging}
`;

export const REFERENCE_EXAMPLES = {
  LS401: {
    bad: documents(configMap('LEVEL'), deployment('envFrom: [{configMapRef: {name: setings}}]')),
    good: documents(configMap('LEVEL'), deployment('envFrom: [{configMapRef: {name: settings}}]')),
    message: 'api refers to ConfigMap `setings`, which does not exist in staging.',
    fix: 'Did you mean `settings`? Or create it, or declare it in `cluster.provides`.',
  },
  LS402: {
    bad: documents(
      configMap('LOG_LEVEL'),
      deployment('env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: settings, key: LOG_LEVL}}}]'),
    ),
    good: documents(
      configMap('LOG_LEVEL'),
      deployment('env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: settings, key: LOG_LEVEL}}}]'),
    ),
    message: 'api reads key `LOG_LEVL` of ConfigMap `settings`; in staging, `settings` has `LOG_LEVEL`.',
    fix: 'Did you mean `LOG_LEVEL`? Read an existing key, or add `LOG_LEVL` to the ConfigMap.',
  },
  LS403: {
    bad: documents(deployment(HTTP), service('app: api'), virtualService(8080)),
    good: documents(deployment(HTTP), service('app: api'), virtualService(80)),
    message: 'api uses port 8080 of Service `api`, which has 80 (web).',
    fix: 'Use port 80, or add port 8080 to the Service.',
  },
  LS404: {
    bad: documents(deployment(HTTP), service('app: api', '8080')),
    good: documents(deployment(HTTP), service('app: api', '3000')),
    message: 'Service `api` sends port 80 to port 8080 of api, whose containers declare 3000 (http).',
    fix: 'Use `http`, or declare the port on the container.',
  },
  LS405: {
    bad: documents(deployment(HTTP), service('app: web')),
    good: documents(deployment(HTTP), service('app: api')),
    message: 'Service `api` selects `app=web`, which matches no pod.',
    fix: 'Did you mean `app=api`? Use labels of the pod template of its workload in the selector.',
  },
  LS406: {
    bad: documents(deployment(HTTP), job('app: api'), service('app: api')),
    good: documents(deployment(HTTP), job('app: api-migrate'), service('app: api')),
    message: 'Service `api` selects pods of 2 workloads: `Deployment/api`, `Job/migrate`.',
    fix: 'Use different labels for the pods of the Job, or add a label that they lack to the selector.',
  },
  LS407: {
    bad: documents(namespace('gateway'), deployment(), policy('ingress')),
    good: documents(namespace('gateway'), deployment(), policy('gateway')),
    message:
      'NetworkPolicy `api` admits namespaces with `kubernetes.io/metadata.name=ingress`, which matches no namespace in staging.',
    fix: 'Use labels of a namespace in the selector (each has `kubernetes.io/metadata.name`), or declare it in `cluster.provides`.',
  },
  LS408: {
    bad: deployment('env: [{name: URL, value: "redis://:$(PASSWORD)@redis"}, {name: PASSWORD, value: x}]'),
    good: deployment('env: [{name: PASSWORD, value: x}, {name: URL, value: "redis://:$(PASSWORD)@redis"}]'),
    message: '`URL` contains `$(PASSWORD)`, which is declared further down in the list.',
    fix: 'Move `PASSWORD` above it.',
  },
  LS409: {
    bad: documents(sealed('5'), deployment('env: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]')),
    good: documents(sealed('-5'), deployment('env: [{name: URL, valueFrom: {secretKeyRef: {name: db, key: url}}}]')),
    message: 'api is applied in wave 0 and needs Secret `db` of SealedSecret `db`, which comes in wave 5.',
    fix: 'Set the wave of api to 5 or later, or that of db to 0 or earlier.',
  },
  LS410: {
    bad: project('https://git.example/other/*'),
    good: project('https://git.example/shop/*'),
    message:
      'Application `shop` reads `https://git.example/shop/deploy`; project `shop` allows `https://git.example/other/*`.',
    fix: 'Add `https://git.example/shop/deploy` to `spec.sourceRepos` of AppProject `shop`.',
  },
  LS411: {
    bad: documents(configMap('LEVEL'), configMap('DEPTH')),
    good: configMap('LEVEL'),
    message: 'ConfigMap `settings` is defined in `0.yaml` and again in `1.yaml`.',
    fix: 'Rename one of the two, or remove it.',
  },
  LS412: {
    bad: deployment(`${HTTP}, readinessProbe: {httpGet: {path: /, port: htp}}`),
    good: deployment(`${HTTP}, readinessProbe: {httpGet: {path: /, port: http}}`),
    message: 'readinessProbe of container `api` uses port `htp`; the container has `http`.',
    fix: 'Did you mean `http`? Use a port that the container declares, or its number.',
  },
  LS413: {
    bad: documents(deployment(HTTP), service('app: api', 'http', ', labels: {app: api}'), monitor('metrics')),
    good: documents(deployment(HTTP), service('app: api', 'http', ', labels: {app: api}'), monitor('web')),
    message: 'ServiceMonitor `api` scrapes port `metrics`; the selected Service has `web`.',
    fix: 'Use `web`, or name a port of the Service `metrics`.',
  },
} as const satisfies Record<string, Example>;
