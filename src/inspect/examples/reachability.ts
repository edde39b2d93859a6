import { deployment, documents, type Example } from './example';

const scraped = (ports: string): string =>
  documents(
    deployment('ports: [{name: metrics, containerPort: 9090}]'),
    `apiVersion: v1
kind: Service
metadata: {name: api, labels: {app: api}}
spec:
  selector: {app: api}
  ports: [{name: metrics, port: 80, targetPort: metrics}]
`,
    `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  endpoints: [{port: metrics}]
`,
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
    - from: [{podSelector: {}}]
      ports: [${ports}]
`,
  );

export const REACHABILITY_EXAMPLES = {
  LS705: {
    bad: scraped('{port: 80}'),
    good: scraped('{port: metrics}'),
    message: 'ServiceMonitor `api` scrapes TCP 9090 of `api`, but no NetworkPolicy lets anything reach it.',
    fix: 'Let the pods of Prometheus reach TCP 9090 in a NetworkPolicy that selects the pods of `api`.',
  },
} as const satisfies Record<string, Example>;
