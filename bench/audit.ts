/**
 * `lockstep audit` on manifests that nobody prepared: `npx tsx --conditions=source bench/audit.ts [resources]`. Five objects a
 * service in three environments, written without any of the good practice that the audit looks for, so that findings are many;
 * they are made in a temporary folder, and audited by a process of its own, whose CPU time and peak memory are printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const resources = Number(process.argv[2] ?? 50_000);
const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const OBJECTS = 5;
/** Said at its end by the process that is measured. */
const MEASURED = `data:text/javascript,${encodeURIComponent(`process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write('CPU ' + ((userCPUTime + systemCPUTime) / 1e6).toFixed(1) + ' s, peak ' + Math.round(maxRSS / 1024) + ' MiB\\n');
});`)}`;

function manifests(name: string, environment: string, index: number): string {
  return `# ${name} in ${environment}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${environment}
  labels: { app: ${name} }
spec:
  replicas: ${environment === 'prod' ? 3 : 1}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: registry.example/${name}:1.2.${index % 7}
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: ${environment === 'prod' ? 'info' : 'debug'}
            - name: UPSTREAM_URL
              value: http://service-${Math.max(0, index - 1)}:80
          envFrom:
            - configMapRef:
                name: ${name}-settings
          readinessProbe:
            httpGet:
              path: /health
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${environment}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}-settings
  namespace: ${environment}
data:
  REGION: eu-central-1
  PUBLIC_URL: https://${name}.${environment}.example.org
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: ${name}
  namespace: ${environment}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: 1
  maxReplicas: 4
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${environment}
spec:
  podSelector:
    matchLabels:
      app: ${name}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector: {}
      ports:
        - port: 8080
`;
}

const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-audit-'));
try {
  const services = Math.ceil(resources / ENVIRONMENTS.length / OBJECTS);
  for (const environment of ENVIRONMENTS) {
    mkdirSync(join(folder, environment));
    for (let index = 0; index < services; index++) {
      writeFileSync(
        join(folder, environment, `service-${index}.yaml`),
        manifests(`service-${index}`, environment, index),
      );
    }
  }
  const main = join(__dirname, '..', 'src', 'cli', 'main.ts');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', '--import', MEASURED, main, 'audit', folder],
    {
      cwd: join(__dirname, '..'),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    },
  );
  if (status !== 0) throw new Error(`audit exits with ${status}: ${stderr}`);
  const lines = stdout.trimEnd().split('\n');
  process.stdout.write(
    `${lines[0]!}, ${lines.filter((line) => /^ {2}(?:error|warning) LS/.test(line)).length} findings\n${stderr.trimEnd().split('\n').at(-1)!}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
