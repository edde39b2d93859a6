import type { Files, FilesExample } from '../files-example';

const audit = (bad: Files, good: Files): FilesExample => ({ read: 'audit', bad, good });
const IMAGE = `ghcr.io/acme/api@sha256:${'5b0e9d27c4a8f163'.repeat(4)}`;
const deployment = (container: string, annotations = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
${annotations}spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
      - name: api
        image: ${IMAGE}
${container}`;
const PORTS = `        ports:
        - containerPort: 3000
`;
const API = deployment(PORTS);
const service = (lines: string): string => `services:
  api:
    build: .
${lines}`;
const compose = (bad: string, good: string, manifest = API): FilesExample =>
  audit({ 'compose.yaml': bad, 'k8s/api.yaml': manifest }, { 'compose.yaml': good, 'k8s/api.yaml': manifest });
const store = (kind: string, image: string, command: string): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${kind}
spec:
  serviceName: ${kind}
  selector:
    matchLabels:
      app: ${kind}
  template:
    metadata:
      labels:
        app: ${kind}
    spec:
      containers:
      - name: ${kind}
        image: ${image}
${command}`;
const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  REGION: eu
`;
const manifest = (bad: string): FilesExample => audit({ 'k8s/settings.yaml': bad }, { 'k8s/settings.yaml': CONFIG });
const accepting = (key: string, reason: string): string =>
  `  annotations:\n    lockstep.dev/accept.${key}: ${reason}\n`;
const REDIS_PASSWORD = `        args: ["--requirepass", "$(REDIS_PASSWORD)"]
        env:
        - name: REDIS_PASSWORD
          valueFrom:
            secretKeyRef:
              name: redis
              key: password
`;

const settings = (environment: string, level: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop-${environment}
data:
  LEVEL: ${level}
`;
const PROOF = {
  'proof/shop/environments.yaml': 'dev:\n  namespace: shop-dev\nprod:\n  namespace: shop-prod\n',
  'proof/shop/matrix.yaml': `"*":
  metadata.namespace:
    dev: shop-dev
    prod: shop-prod
api/ConfigMap-settings.yaml:
  data.LEVEL:
    dev: debug
    prod: info
`,
};
const FILE = (environment: string): string => `dist/shop/${environment}/api/ConfigMap-settings.yaml`;
const output = (dev: string, prod: string): FilesExample =>
  audit(
    { [FILE('dev')]: dev, [FILE('prod')]: prod, ...PROOF },
    { [FILE('dev')]: settings('dev', 'debug'), [FILE('prod')]: settings('prod', 'info'), ...PROOF },
  );

/** Compose files beside manifests, and what an audit cannot read. */
export const AUDIT_FILES = {
  LS801: output(settings('dev', 'debug'), `${settings('prod', 'info')}  REGION: eu\n`),
  LS802: output(settings('dev', 'debug'), settings('prod', 'debug')),
  LS803: audit(
    {
      'dist/shop/prod/api/ConfigMap-limits.yaml': settings('prod', 'high').replace('name: settings', 'name: limits'),
      [FILE('dev')]: settings('dev', 'debug'),
      [FILE('prod')]: settings('prod', 'info'),
      ...PROOF,
    },
    { [FILE('dev')]: settings('dev', 'debug'), [FILE('prod')]: settings('prod', 'info'), ...PROOF },
  ),
  LS840: compose('services: [api]\n', service('    ports: ["3000:3000"]\n')),
  LS841: compose(service('    ports: ["8080:8080"]\n'), service('    ports: ["8080:3000"]\n')),
  LS842: compose(
    service('    environment:\n      LOG_LEVEL: debug\n'),
    service('    environment:\n      LOG_LEVEL: debug\n      REGION: eu\n'),
    deployment(
      '        env:\n        - name: LOG_LEVEL\n          value: info\n        - name: REGION\n          value: eu\n',
    ),
  ),
  LS843: compose(
    service('    environment:\n      JWT_EXPIRES_IN: 1h\n'),
    service('    environment:\n      JWT_EXPIRATION: 1h\n'),
    deployment('        env:\n        - name: JWT_EXPIRATION\n          value: 15m\n'),
  ),
  LS844: audit(
    {
      'compose.yaml': 'services:\n  redis:\n    image: redis:7\n',
      'k8s/redis.yaml': store('redis', 'redis:7', REDIS_PASSWORD),
    },
    {
      'compose.yaml': `services:\n  redis:\n    image: redis:7\n    command: redis-server --requirepass \${REDIS_PASSWORD:?}\n`,
      'k8s/redis.yaml': store('redis', 'redis:7', REDIS_PASSWORD),
    },
  ),
  LS845: compose(
    service('    healthcheck:\n      test: curl -f http://localhost:3000/health\n'),
    service('    healthcheck:\n      test: curl -f http://localhost:3000/ready\n'),
    deployment(
      `${PORTS}        readinessProbe:\n          httpGet:\n            path: /ready\n            port: 3000\n`,
    ),
  ),
  LS846: audit(
    {
      'compose.yaml': 'services:\n  postgres:\n    image: postgres:14\n',
      'k8s/db.yaml': store('postgres', 'postgres:16', ''),
    },
    {
      'compose.yaml': 'services:\n  postgres:\n    image: postgres:16\n',
      'k8s/db.yaml': store('postgres', 'postgres:16', ''),
    },
  ),
  LS847: compose(
    service('    environment:\n      SESSION_SECRET: kd83hfQz1nBv0x\n'),
    service(`    environment:\n      SESSION_SECRET: \${SESSION_SECRET:?}\n`),
    deployment(`        env:
        - name: SESSION_SECRET
          valueFrom:
            secretKeyRef:
              name: api
              key: session
`),
  ),
  LS848: audit(
    { 'compose.yaml': service(''), 'k8s/api.yaml': API, 'k8s/redis.yaml': store('redis', 'redis:7', REDIS_PASSWORD) },
    {
      'compose.yaml': `${service('')}  redis:\n    image: redis:7\n    command: redis-server --requirepass \${REDIS_PASSWORD:?}\n`,
      'k8s/api.yaml': API,
      'k8s/redis.yaml': store('redis', 'redis:7', REDIS_PASSWORD),
    },
  ),
  LS852: manifest(CONFIG.replace('  REGION: eu', '  REGION: "eu')),
  LS853: manifest(`${CONFIG}  REGION: us\n`),
  LS855: manifest(`${CONFIG}  a: &a [x, x, x, x, x, x, x, x, x, x]
${'bcdefgh'
  .split('')
  .map((name, index) => `  ${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]!}`).join(', ')}]`)
  .join('\n')}
`),
  LS856: manifest(CONFIG.replace('REGION: eu', 'REGION: {{ .Values.region }}')),
  LS867: audit(
    { 'k8s/api.yaml': deployment(PORTS, accepting('writable-root-filesystem', '""')) },
    { 'k8s/api.yaml': deployment(PORTS, accepting('writable-root-filesystem', 'writes its cache to its own folder')) },
  ),
  LS868: audit(
    { 'k8s/api.yaml': deployment(PORTS, accepting('host-path', 'reads the certificates of the node')) },
    { 'k8s/api.yaml': API },
  ),
  LS869: audit({ 'k8s/values.yaml': 'replicas: 3\n' }, { 'k8s/api.yaml': API }),
} as const satisfies Record<string, FilesExample>;
