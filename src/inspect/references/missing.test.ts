import { environmentOf } from '../examples/environment';
import { deployment, documents } from '../examples/example';
import { inspectEnvironments, type Provided } from '..';

const inspect = (yaml: string, provided: readonly Provided[] = []) =>
  inspectEnvironments([environmentOf(yaml, 'staging', provided)], undefined);
const messages = (yaml: string, provided: readonly Provided[] = []) =>
  inspect(yaml, provided).map(({ message }) => message);

const HTTP = 'ports: [{name: http, containerPort: 3000}]';
const reads = (secret: string, key: string, optional = false) =>
  deployment(`env: [{name: A, valueFrom: {secretKeyRef: {name: ${secret}, key: ${key}, optional: ${optional}}}}]`);
const cluster = (spec = 'instances: 1') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: db}
spec: {${spec}}
`;

describe('objects', () => {
  it('says how to seal a Secret that is missing, with its key, under its place in the manifest', () => {
    expect(inspect(reads('jwt', 'key'))).toEqual([
      {
        code: 'LS401',
        object: 'Deployment/api',
        path: 'spec.template.spec.containers[name=api].env[name=A].valueFrom.secretKeyRef',
        message: 'api refers to Secret `jwt`, which does not exist in staging.',
        fix: 'Seal it: `lockstep seal staging jwt key`.',
        objects: ['Secret/jwt'],
        values: { from: 'api', kind: 'Secret', name: 'jwt', key: 'key' },
      },
    ]);
  });

  it('reads the gateways of a Canary, whose route stands in no file', () => {
    const canary = (service: string) => `${deployment(HTTP)}---
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: {name: api}
spec: {provider: istio, targetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, service: {port: 80, ${service}}, analysis: {interval: 1m, threshold: 5, stepWeight: 10}}
`;
    const gateways = [
      { group: 'networking.istio.io', kind: 'Gateway', namespace: 'istio-system', name: 'public' },
      { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateways', name: 'public' },
    ];
    expect(messages(canary('gateways: [mesh, istio-system/public]'), gateways)).toEqual([]);
    expect(messages(canary('gateways: [istio-system/other]'), gateways)).toEqual([
      'api refers to Gateway `other` of namespace `istio-system`, which does not exist in staging.',
    ]);
    expect(messages(canary('gatewayRefs: [{name: public, namespace: gateways}]'), gateways)).toEqual([]);
    expect(messages(canary('gatewayRefs: [{name: public, namespace: edge}]'), gateways)).toEqual([
      'api refers to Gateway `public` of namespace `edge`, which does not exist in staging.',
    ]);
    expect(messages(canary('timeout: 5x, hosts: [Shop.example]'), gateways)).toHaveLength(2);
  });

  it('leaves optional references alone', () => {
    expect(messages(reads('jwt', 'key', true))).toEqual([]);
  });

  it.each([
    [
      'a Secret among the cluster facts',
      reads('jwt', 'key'),
      [{ group: '', kind: 'Secret', namespace: '', name: 'jwt', keys: ['key'] }],
    ],
    ['the Secret of a CloudNativePG Cluster', documents(cluster(), reads('db-app', 'uri')), []],
    [
      'the Secret of an ExternalSecret',
      documents(
        '{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: jwt}, spec: {data: [{secretKey: key}]}}',
        reads('jwt', 'key'),
      ),
      [],
    ],
    [
      'the Secret of a Certificate',
      documents(
        '{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: jwt}, spec: {dnsNames: [api.example], secretName: tls, issuerRef: ' +
          '{name: ca}}}',
        reads('tls', 'tls.crt'),
      ),
      [{ group: 'cert-manager.io', kind: 'Issuer', namespace: '', name: 'ca' }],
    ],
    ['the account that every namespace has', deployment('', 'serviceAccountName: default'), []],
    [
      'a built-in ClusterRole',
      '{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}, roleRef: {apiGroup: ' +
        'rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: [{kind: User, name: jane}]}',
      [],
    ],
  ] as const)('accepts %s', (_, yaml, provided) => {
    expect(messages(yaml, provided)).toEqual([]);
  });

  it.each([
    [
      'a pull secret without its key',
      documents(
        '{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: registry}, spec: {encryptedData: ' +
          '{config: AgB}}}',
        deployment('', 'imagePullSecrets: [{name: registry}]'),
      ),
      'api reads key `.dockerconfigjson` of Secret `registry`; in staging, `registry` has `config`.',
    ],
    [
      'a projected volume',
      deployment(
        'volumeMounts: [{name: v, mountPath: /v}]',
        'volumes: [{name: v, projected: {sources: [{configMap: {name: gone}}]}}]',
      ),
      'api refers to ConfigMap `gone`, which does not exist in staging.',
    ],
    [
      'a claim',
      deployment(
        'volumeMounts: [{name: v, mountPath: /v}]',
        'volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]',
      ),
      'api refers to PersistentVolumeClaim `data`, which does not exist in staging.',
    ],
    [
      'the target of an autoscaler',
      '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: api}, spec: {maxReplicas: 2, ' +
        'scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}}}',
      'api refers to Deployment `api`, which does not exist in staging.',
    ],
    [
      'a role',
      '{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}, roleRef: {apiGroup: ' +
        'rbac.authorization.k8s.io, kind: Role, name: reader}}',
      'a refers to Role `reader`, which does not exist in staging.',
    ],
    [
      'the cluster of a pooler',
      documents(
        cluster(),
        '{apiVersion: postgresql.cnpg.io/v1, kind: Pooler, metadata: {name: pool}, spec: {cluster: {name: dbx}}}',
      ),
      'pool refers to Cluster `dbx`, which does not exist in staging.',
    ],
    [
      'credentials of an object store',
      cluster('instances: 1, backup: {barmanObjectStore: {s3Credentials: {accessKeyId: {name: s3, key: id}}}}'),
      'db refers to Secret `s3`, which does not exist in staging.',
    ],
    [
      'the password of a managed role',
      cluster('instances: 1, managed: {roles: [{name: app, passwordSecret: {name: app-login}}]}'),
      'db refers to Secret `app-login`, which does not exist in staging.',
    ],
    [
      'a gateway of another namespace',
      '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: api}, spec: {gateways: [mesh, ' +
        'istio-system/https]}}',
      'api refers to Gateway `https` of namespace `istio-system`, which does not exist in staging.',
    ],
    [
      'a backend of an HTTPRoute',
      '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: api}, spec: {rules: [{backendRefs: ' +
        '[{name: web, port: 80}]}]}}',
      'api refers to Service `web`, which does not exist in staging.',
    ],
    [
      'a cluster issuer',
      '{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: api}, spec: {dnsNames: [api.example], secretName: tls, issuerRef: ' +
        '{kind: ClusterIssuer, name: letsencrypt}}}',
      'api refers to ClusterIssuer `letsencrypt`, which does not exist in staging.',
    ],
    [
      'a namespace',
      documents(
        '{apiVersion: v1, kind: Namespace, metadata: {name: shop}}',
        '{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: shp}}',
      ),
      'a is in namespace `shp`, which does not exist in staging.',
    ],
  ])('refuses %s that is not there', (_, yaml, message) => {
    expect(messages(yaml)).toEqual([message]);
  });

  it('finds the named port of an Ingress backend, and refuses another', () => {
    const ingress = (port: string) =>
      documents(
        deployment(HTTP),
        '{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {selector: {app: api}, ports: [{name: web, port: ' +
          '80, targetPort: http}]}}',
        `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: api}, spec: {rules: [{http: {paths: ` +
          `[{backend: {service: {name: api, port: ${port}}}}]}}]}}`,
      );
    expect(messages(ingress('{name: web}'))).toEqual([]);
    expect(messages(ingress('{name: http}'))).toEqual(['api uses port http of Service `api`, which has 80 (web).']);
  });

  it('uses what a database makes, and knows what it does not', () => {
    const route = (host: string) =>
      documents(
        cluster(),
        `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: {tcp: [{route: ` +
          `[{destination: {host: ${host}}}]}]}}`,
      );
    expect(messages(route('db-rw'))).toEqual([]);
    expect(inspect(route('dbb-rw')).map(({ fix }) => fix)).toEqual([
      'Did you mean `db-rw`? Or use the name of a Service, or declare the host with a ServiceEntry.',
    ]);
    expect(inspect(documents(cluster(), reads('db-app', 'url'))).map(({ fix }) => fix)).toEqual([
      'Did you mean `uri`? Cluster `db` creates this Secret: read one of its keys.',
    ]);
  });
});
