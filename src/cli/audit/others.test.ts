/** What manifests of public projects do rightly, in an own shape: nothing of it may be called an error. */
import { kustomizeCommand } from './tool';
import { testFolder } from '../folder.test-support';
import { lockstep } from '../terminal.test-support';

const folder = testFolder('others');

interface Reported {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly message: string;
  readonly fix: string;
  readonly environments?: readonly string[];
}

async function audited(files: Readonly<Record<string, string>>, codes: RegExp): Promise<readonly Reported[]> {
  folder.write(files);
  const { out } = await lockstep(['audit', '.', '--format', 'json'], folder.path);
  return (JSON.parse(out) as { findings: Reported[] }).findings.filter(({ code }) => codes.test(code));
}

const deployment = (name: string, container = '', pod = '', kind = 'Deployment', spec = '') => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}${spec === '' ? '' : `\n  ${spec}`}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: main, image: registry.example/${name}:1${container === '' ? '' : `, ${container}`}}]${pod === '' ? '' : `\n      ${pod}`}
`;
const service = (name: string, selector = `app: ${name}`, port = '{port: 80, targetPort: 8080}') => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {${selector}}, ports: [${port}]}
`;
const all = (...documents: readonly string[]) => documents.join('---\n');

describe('several ways to install one thing in one folder', () => {
  const way = (extra = '') => all(deployment('api', extra), service('api'));

  it('are told once, and their workloads are not several behind one Service', async () => {
    const found = await audited(
      { 'install.yaml': way(), 'install-ha.yaml': way('env: [{name: A, value: b}]'), 'core.yaml': way() },
      /^LS4/,
    );
    expect(found).toEqual([
      expect.objectContaining({
        code: 'LS411',
        severity: 'warning',
        message:
          '`core.yaml`, `install-ha.yaml` and `install.yaml` each define Deployment `api` and 1 other object. They are treated as alternatives, of which only one is applied; if all are applied, the last one wins.',
      }),
    ]);
  });

  it('are judged with what lies in the same file', async () => {
    const other = (port: number) =>
      all(
        deployment('api', `ports: [{containerPort: ${port}}]`),
        service('api', 'app: api', `{port: 80, targetPort: ${port}}`),
      );
    expect(await audited({ 'a.yaml': other(3000), 'b.yaml': other(4000) }, /^LS404$/)).toEqual([]);
  });

  it('are not one object that two files of different contents define: that is an error', async () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {A: b}\n';
    const found = await audited({ 'a.yaml': all(map, service('a')), 'b.yaml': all(map, service('b')) }, /^LS411$/);
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'error',
        'ConfigMap `settings` is defined in `a.yaml` and again in `b.yaml`: the one that is applied last wins.',
      ],
    ]);
  });

  it('are not the same object twice in one file', async () => {
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {A: b}\n';
    expect(await audited({ 'a.yaml': all(map, map) }, /^LS411$/)).toEqual([
      expect.objectContaining({ severity: 'error' }),
    ]);
  });
});

describe('what clusters and controllers bring', () => {
  it('labels that controllers put on pods', async () => {
    const set = deployment('db', 'ports: [{containerPort: 8080}]', '', 'StatefulSet', 'serviceName: db');
    expect(
      await audited(
        { 'db.yaml': all(set, service('db'), service('db-0', 'app: db, statefulset.kubernetes.io/pod-name: db-0')) },
        /^LS40[1-6]$/,
      ),
    ).toEqual([]);
    const lost = await audited(
      { 'lost.yaml': service('lost', 'app: lost, statefulset.kubernetes.io/pod-name: lost-0') },
      /^LS405$/,
    );
    expect(lost.map(({ file }) => file)).toEqual(['lost.yaml']);
  });

  it('pods that are not among the files, unless those that are meant are', async () => {
    const told = async (...documents: string[]) =>
      (await audited({ 'api.yaml': all(...documents) }, /^LS405$/)).map(({ severity, fix }) => [
        severity,
        /^Did you mean `[^`]*`\?/.exec(fix)?.[0],
      ]);
    const api = deployment('api', 'ports: [{containerPort: 8080}]');
    expect(await told(api, service('elsewhere'))).toEqual([['warning', undefined]]);
    expect(await told(api, service('api', 'app: backend'))).toEqual([['error', 'Did you mean `app=api`?']]);
    expect(await told(api, service('api', 'tier: backend'))).toEqual([['error', 'Did you mean `app=api`?']]);
    expect(await told(deployment('orders', 'ports: [{containerPort: 8080}]'), service('public', 'app: order'))).toEqual(
      [['error', 'Did you mean `app=orders`?']],
    );
  });

  it('a claim of a template in place of a volume of its name', async () => {
    const claims =
      'serviceName: db\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]';
    const pod = (name: string) => `volumes: [{name: ${name}, persistentVolumeClaim: {claimName: elsewhere}}]`;
    expect(
      await audited(
        { 'db.yaml': all(deployment('db', '', pod('data'), 'StatefulSet', claims), service('db')) },
        /^LS401$/,
      ),
    ).toEqual([]);
    expect(
      await audited(
        { 'db.yaml': all(deployment('db', '', pod('other'), 'StatefulSet', claims), service('db')) },
        /^LS401$/,
      ),
    ).toHaveLength(1);
  });

  it('the account default by an empty name, the role that servers of APIs read, the DNS', async () => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: kube-system}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: extension-apiserver-authentication-reader}
subjects: [{kind: ServiceAccount, name: default, namespace: kube-system}]
`;
    const node = deployment('node', '', 'serviceAccountName: ""').replace(
      '{name: node}',
      '{name: node, namespace: kube-system}',
    );
    const dns = service('upstream', 'k8s-app: kube-dns').replace(
      '{name: upstream}',
      '{name: upstream, namespace: kube-system}',
    );
    expect(await audited({ 'node.yaml': all(node, binding, dns) }, /^LS40[15]$/)).toEqual([]);
  });

  it('Services of namespaces that the files do not fill', async () => {
    const route = (host: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: istiod}
spec: {hosts: [istiod.example.com], http: [{route: [{destination: {host: ${host}}}]}]}
`;
    expect(
      await audited({ 'a.yaml': all(deployment('api'), route('istiod.istio-system.svc.cluster.local')) }, /^LS401$/),
    ).toEqual([]);
    expect(await audited({ 'a.yaml': all(deployment('api'), route('apis')) }, /^LS401$/)).toHaveLength(1);
  });

  it('pods and Services of operators', async () => {
    const of = (apiVersion: string, kind: string, name: string, spec = '{}') =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: logs}
spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: logs-kb-http, port: {number: 5601}}}}]}}]}
`;
    const files = {
      'kibana.yaml': all(
        of('kibana.k8s.elastic.co/v1', 'Kibana', 'logs', '{version: 9.0.0, count: 1}'),
        ingress,
        deployment('api'),
      ),
      'kafka.yaml': all(
        of('kafka.strimzi.io/v1beta2', 'Kafka', 'events'),
        service('brokers', 'strimzi.io/cluster: events'),
      ),
      'prometheus.yaml': all(
        of('monitoring.coreos.com/v1', 'Prometheus', 'main'),
        service('prometheus', 'prometheus: main', '{port: 9090, targetPort: web}'),
      ),
      'thanos.yaml': all(
        of('monitoring.coreos.com/v1', 'Prometheus', 'long', '{thanos: {version: v0.39.0}}'),
        service('sidecar', 'prometheus: long', '{port: 10901, targetPort: grpc}'),
      ),
    };
    expect(await audited(files, /^LS40[1-6]$/)).toEqual([]);
    expect(
      await audited(
        { 'prometheus.yaml': files['prometheus.yaml'].replace('prometheus: main', 'prometheus: mian') },
        /^LS405$/,
      ),
    ).toHaveLength(1);
  });
});

describe('what programs are told', () => {
  it('a port that is no containerPort', async () => {
    const ports = 'ports: [{containerPort: 9090}], readinessProbe: {httpGet: {path: /, port: 8080}}';
    expect(
      await audited(
        { 'a.yaml': all(deployment('api', `${ports}, args: [--http, ":8080"]`), service('api')) },
        /^LS(404|045)$/,
      ),
    ).toEqual([]);
    expect(
      (
        await audited(
          { 'a.yaml': all(deployment('api', `${ports}, args: [--http, ":18080"]`), service('api')) },
          /^LS(404|045)$/,
        )
      )
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['LS045', 'LS404']);
  });

  it('a port that nothing declares: a number may be right, a name cannot', async () => {
    const api = deployment('api', 'ports: [{name: web, containerPort: 9090}]');
    const to = async (port: string) =>
      (
        await audited({ 'a.yaml': all(api, service('api', 'app: api', `{port: 80, targetPort: ${port}}`)) }, /^LS404$/)
      ).map(({ severity }) => severity);
    expect([await to('8080'), await to('http'), await to('9090'), await to('web')]).toEqual([
      ['warning'],
      ['error'],
      [],
      [],
    ]);
  });

  it('a key that a Secret beside it lacks: an error, but where somebody is to fill the Secret', async () => {
    const api = deployment('api', 'env: [{name: KEY, valueFrom: {secretKeyRef: {name: jwt, key: token}}}]');
    const secret = (data: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: jwt}\n${data}`;
    const told = async (data: string) =>
      (await audited({ 'a.yaml': all(api, secret(data)) }, /^LS551$/)).map(({ severity }) => severity);
    expect([
      await told('data: {key: bm8=}\n'),
      await told('type: Opaque\n'),
      await told('data: {token: bm8=}\n'),
    ]).toEqual([['error'], ['warning'], []]);
  });

  it('a Secret that it makes, a ConfigMap that it reads through the API', async () => {
    const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {A: b}\n`;
    const pod = 'volumes: [{name: certs, secret: {secretName: hook-certs}}]';
    const hook = deployment('hook', 'args: [--cert-secret-name=hook-certs, "--configmap=$(NS)/hook-settings"]', pod);
    expect(await audited({ 'a.yaml': all(hook, map('hook-settings')) }, /^LS(401|097)$/)).toEqual([]);
    expect(
      (await audited({ 'a.yaml': all(hook.replace('=hook-certs', '=other'), map('settings')) }, /^LS(401|097)$/))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['LS097', 'LS401']);
  });

  it('ConfigMaps that its role may read', async () => {
    const rbac = (resource: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: api}
rules: [{apiGroups: [""], resources: [${resource}], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: api}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: api}
subjects: [{kind: ServiceAccount, name: default}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {A: b}
`;
    expect(await audited({ 'a.yaml': all(deployment('api'), rbac('configmaps')) }, /^LS097$/)).toEqual([]);
    expect(await audited({ 'a.yaml': all(deployment('api'), rbac('pods')) }, /^LS097$/)).toHaveLength(1);
  });

  it('a script in the image of a store is no store; a sentinel beside it knows of the others', async () => {
    const pods = (containers: string) =>
      deployment('cache', '', '', 'StatefulSet', 'replicas: 3').replace(
        /containers: .*/,
        `containers: [${containers}]`,
      );
    const server = '{name: redis, image: redis:8, command: [redis-server, /data/redis.conf]}';
    const script = '{name: watch, image: redis:8, command: [sh, /scripts/watch.sh]}';
    const sentinel = '{name: sentinel, image: redis:8, command: [redis-sentinel, /data/other.conf]}';
    expect(await audited({ 'a.yaml': pods(`${server}, ${script}, ${sentinel}`) }, /^LS06[01]$/)).toEqual([]);
    expect((await audited({ 'a.yaml': pods(server) }, /^LS06[01]$/)).map(({ code }) => code)).toEqual(['LS061']);
  });
});

describe('what is no object of a cluster', () => {
  it('a variable that another tool replaces is a warning, and what was left out in its place an error', async () => {
    const certificate = (host: string) => `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: serving}
spec: {dnsNames: ["${host}"], secretName: webhook, issuerRef: {kind: Issuer, name: own}}
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: own}
spec: {selfSigned: {}}
`;
    const severity = async (host: string) =>
      (await audited({ 'a.yaml': certificate(host) }, /^LS665$/)).map((finding) => finding.severity);
    expect([
      await severity('$(SERVICE).$(NAMESPACE).svc'),
      await severity('${SERVICE}.svc'),
      await severity('$SERVICE.svc'),
      await severity('webhook.svc'),
    ]).toEqual([['warning'], ['warning'], ['error'], []]);
  });

  it('a patch that nothing names, and what istioctl reads', async () => {
    const files = {
      'patches/replicas.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 2}\n',
      'webhook_patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 2}\n',
      'mesh.yaml': 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {profile: demo}\n',
      'api.yaml': deployment('api'),
    };
    expect(await audited(files, /^LS(3..|651|411)$/)).toEqual([]);
    expect((await lockstep(['audit', '.'], folder.path)).out).toContain('2 × patch that no kustomization references');
  });

  it('certificates in a Secret, which are for everybody', async () => {
    const certificate = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString(
      'base64',
    );
    const secret = (key: string, value: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: ca}\ndata: {${key}: ${value}}\n`;
    expect(await audited({ 'a.yaml': secret('ca.crt', certificate) }, /^LS552$/)).toEqual([]);
    expect(await audited({ 'a.yaml': secret('token', 'aHVudGVyMg==') }, /^LS552$/)).toHaveLength(1);
  });
});

(kustomizeCommand() !== undefined ? it : it.skip)(
  'what several overlays take from one place is said once',
  async () => {
    const overlay = 'resources: [../../base]\n';
    const files = {
      'base/kustomization.yaml': 'resources: [api.yaml]\n',
      'base/api.yaml': deployment('api', 'envFrom: [{configMapRef: {name: settings}}]'),
      'overlays/dev/kustomization.yaml': overlay,
      'overlays/staging/kustomization.yaml': `${overlay}replicas: [{name: api, count: 2}]\n`,
      'overlays/prod/kustomization.yaml': `${overlay}replicas: [{name: api, count: 3}]\n`,
    };
    const found = await audited(files, /^LS401$/);
    expect(found.map(({ message }) => message)).toEqual([
      'api refers to ConfigMap `settings`, which does not exist in dev, staging and prod.',
    ]);
  },
);

describe('the first lines', () => {
  const broken = (name: string) =>
    deployment(name, 'envFrom: [{configMapRef: {name: lost}}], securityContext: {privileged: true}');

  it('list the most severe errors, at most two of each code', async () => {
    await audited(
      {
        'a.yaml': all(
          broken('a'),
          broken('b'),
          broken('c'),
          'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: old}\n',
        ),
      },
      /^$/,
    );
    const { out } = await lockstep(['audit', '.'], folder.path);
    expect(out.split('\n').slice(0, 9)).toEqual([
      '4 objects in 1 file',
      'one environment (set several with --env NAME=DIR)',
      '',
      'most severe errors:',
      '  LS313 a.yaml:31:1: extensions/v1beta1 Deployment was removed in Kubernetes 1.16',
      '  LS401 a.yaml:9:73: a refers to ConfigMap `lost`, which does not exist in the files.',
      '  LS401 a.yaml:19:73: b refers to ConfigMap `lost`, which does not exist in the files.',
      expect.stringContaining('  LS001 a.yaml:9:'),
      expect.stringContaining('  LS001 a.yaml:19:'),
    ]);
  });

  it('are not there where little is found', async () => {
    await audited({ 'a.yaml': service('a') }, /^$/);
    expect((await lockstep(['audit', '.'], folder.path)).out).not.toContain('most severe errors');
  });
});

describe('budgets', () => {
  const budget = (name: string, spec: string) =>
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ${name}}\nspec: {unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {app: api}}, ${spec}}\n`;

  it.each([
    ['maxUnavailable: 0', 1],
    ['maxUnavailable: 0%', 1],
    ['maxUnavailable: 10%', 0],
    ['minAvailable: 100%', 1],
    ['maxUnavailable: 1', 0],
    ['minAvailable: 1', 0],
  ])('that allow nothing block drains, whatever they cover: %s', async (spec, count) => {
    expect(await audited({ 'a.yaml': budget('api', spec) }, /^LS601$/)).toHaveLength(count);
  });

  it('are two where two names are, and not where one is defined in two ways', async () => {
    const pods = deployment('api', '', '', 'Deployment', 'replicas: 3');
    expect(
      await audited(
        { 'a.yaml': all(pods, budget('one', 'maxUnavailable: 1')), 'b.yaml': budget('one', 'maxUnavailable: 2') },
        /^LS606$/,
      ),
    ).toEqual([]);
    expect(await audited({ 'b.yaml': budget('two', 'maxUnavailable: 2') }, /^LS606$/)).toHaveLength(1);
  });
});
