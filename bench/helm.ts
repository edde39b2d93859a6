/**
 * The yardstick: the same objects as text, by one Helm chart that loops over all services, once for each of three values
 * files: `npx tsx bench/helm.ts [services]`. Needs `helm` on the PATH. Helm parses nothing back and checks nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeLine } from './times';

const services = Number(process.argv[2] ?? 1000);
const ENVIRONMENTS = {
  dev: { min: 1, max: 2, memory: '256Mi', log: 'debug' },
  staging: { min: 2, max: 4, memory: '256Mi', log: 'info' },
  prod: { min: 3, max: 12, memory: '512Mi', log: 'info' },
};

const LABELS = `    app.kubernetes.io/component: web
    app.kubernetes.io/managed-by: helm
    app.kubernetes.io/name: {{ $name }}
    app.kubernetes.io/part-of: bench`;
const SELECTOR = `app.kubernetes.io/name: {{ $name }}
      app.kubernetes.io/part-of: bench`;
const metadata = (name = '{{ $name }}') =>
  `metadata:\n  name: ${name}\n  namespace: {{ $.Values.namespace }}\n  labels:\n${LABELS}`;
const probe = (kind: string, path: string, period: number, failures: number) => `          ${kind}:
            httpGet:
              path: ${path}
              port: 3000
              scheme: HTTP
            periodSeconds: ${period}
            timeoutSeconds: 2
            successThreshold: 1
            failureThreshold: ${failures}`;

const OBJECTS = [
  `apiVersion: v1\nkind: ServiceAccount\n${metadata()}\nautomountServiceAccountToken: false`,
  `apiVersion: v1\nkind: ConfigMap\n${metadata('{{ $name }}-config')}\ndata:\n  LOG_LEVEL: {{ $.Values.log }}\n  PORT: "3000"\n  PUBLIC_URL: https://{{ $name }}.{{ $.Values.domain }}\n  REGION: eu-central-1\n  UPSTREAM_URL: http://service-{{ printf "%05d" (sub1 $i) }}`,
  `apiVersion: apps/v1\nkind: Deployment\n${metadata()}\nspec:
  minReadySeconds: 5
  progressDeadlineSeconds: 600
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      ${SELECTOR}
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
    type: RollingUpdate
  template:
    metadata:
      labels:
        ${SELECTOR.replaceAll('      ', '        ')}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      serviceAccountName: {{ $name }}
      terminationGracePeriodSeconds: 40
      securityContext:
        fsGroup: 10001
        runAsGroup: 10001
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: {{ $name }}
          image: ghcr.io/bench/service:1.0.0
          imagePullPolicy: IfNotPresent
          envFrom:
            - configMapRef:
                name: {{ $name }}-config
          ports:
            - name: http
              containerPort: 3000
              protocol: TCP
${probe('readinessProbe', '/readyz', 10, 3)}
${probe('livenessProbe', '/livez', 10, 3)}
${probe('startupProbe', '/livez', 5, 24)}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              cpu: 500m
              memory: {{ $.Values.memory }}
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi`,
  `apiVersion: v1\nkind: Service\n${metadata()}\nspec:\n  type: ClusterIP\n  selector:\n    ${SELECTOR.replaceAll('      ', '    ')}\n  ports:\n    - name: http\n      port: 80\n      targetPort: 3000\n      protocol: TCP`,
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\n${metadata()}\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      ${SELECTOR}\n  unhealthyPodEvictionPolicy: AlwaysAllow`,
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n${metadata()}\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: {{ $name }}\n  minReplicas: {{ $.Values.min }}\n  maxReplicas: {{ $.Values.max }}\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: 70`,
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata()}\nspec:\n  podSelector:\n    matchLabels:\n      ${SELECTOR}\n  policyTypes:\n    - Egress\n    - Ingress\n  egress:\n    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n      ports:\n        - port: 53\n          protocol: UDP\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: gateways\n      ports:\n        - port: 3000\n          protocol: TCP`,
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n${metadata()}\nspec:\n  parentRefs:\n    - name: public\n      namespace: gateways\n  hostnames:\n    - {{ $name }}.{{ $.Values.domain }}\n  rules:\n    - backendRefs:\n        - name: {{ $name }}\n          port: 80`,
];

/** `times` prints user and system time of the shell, then of what it ran. */
const WITH_TIMES = '"$@" && times >&2';

function childrenTime(printed: string): number {
  const times = [...printed.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2);
  return times.reduce((total, [, minutes, seconds]) => total + (Number(minutes) * 60 + Number(seconds)) * 1000, 0);
}

const folder = mkdtempSync(join(tmpdir(), 'lockstep-helm-'));
try {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 1.0.0\n');
  const body = OBJECTS.map((object) => `---\n${object}`).join('\n');
  writeFileSync(
    join(folder, 'templates', 'services.yaml'),
    `{{- range $i := until (int .Values.services) }}\n{{- $name := printf "service-%05d" $i }}\n${body.replace('(sub1 $i)', '(sub $i 1)')}\n{{- end }}\n`,
  );
  const total = { wall: 0, cpu: 0 };
  for (const [environment, values] of Object.entries(ENVIRONMENTS)) {
    const file = join(folder, `${environment}.yaml`);
    writeFileSync(
      file,
      Object.entries({ ...values, services, namespace: `bench-${environment}`, domain: `${environment}.bench.example` })
        .map(([key, value]) => `${key}: ${value}\n`)
        .join(''),
    );
    const start = performance.now();
    const { status, stdout, stderr, error } = spawnSync(
      'sh',
      ['-c', WITH_TIMES, 'sh', 'helm', 'template', 'bench', folder, '-f', file],
      { encoding: 'utf8', maxBuffer: 2 ** 30 },
    );
    if (error !== undefined || status !== 0) throw error ?? new Error(stderr);
    const [wall, cpu] = [performance.now() - start, childrenTime(stderr)];
    total.wall += wall;
    total.cpu += cpu;
    process.stdout.write(timeLine(`${environment}, ${stdout.split('\n---').length}`, wall, cpu));
  }
  process.stdout.write(timeLine('total', total.wall, total.cpu));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
