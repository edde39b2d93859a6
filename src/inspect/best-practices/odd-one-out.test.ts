import { environmentOf } from '../examples/environment';
import { inspectBestPractices } from '.';
import { all, api, object } from './rule-examples';

const messages = (yaml: string, code: string) =>
  inspectBestPractices(environmentOf(yaml)).flatMap((finding) => (finding.code === code ? [finding.message] : []));

describe('objects of one kind', () => {
  const many = (odd: string, usual: string, of: (text: string, index: number) => string) =>
    all(...Array.from({ length: 10 }, (_, index) => of(index === 6 ? odd : usual, index)));
  const map = (labels: string, index: number) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: map-${index}, labels: {${labels}}}\n`;
  const policy = (spec: string, index: number) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: policy-${index}}\nspec: {podSelector: {matchLabels: {app: api-${index}}}, ${spec}}\n`;
  const egress = (dns: string) =>
    `policyTypes: [Egress], egress: [${dns}, {to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}]`;
  const dns = (label = 'kube-dns', ports = '{port: 53, protocol: UDP}, {port: 53, protocol: TCP}') =>
    egress(
      `{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: ${label}}}}], ports: [${ports}]}`,
    );
  const application = (options: string, index: number) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app-${index}}\nspec: {syncPolicy: {syncOptions: [${options}]}}\n`;
  const account = (mounts: string, index: number) =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: account-${index}}\nautomountServiceAccountToken: ${mounts}\n`;

  it.each([
    [
      'a label',
      many(
        'app.kubernetes.io/managed-by: helm',
        'app.kubernetes.io/part-of: shop, app.kubernetes.io/managed-by: helm',
        map,
      ),
      'ConfigMap `map-6` has no label `app.kubernetes.io/part-of`; the other 9 have label `app.kubernetes.io/part-of: shop`.',
    ],
    [
      'a direction',
      many(dns(), dns().replace('[Egress]', '[Ingress, Egress]'), policy),
      'NetworkPolicy `policy-6` has `policyTypes` Egress; the other 9 have `policyTypes` Egress and Ingress.',
    ],
    [
      'no bound of ports',
      many(dns().replace(', ports: [{port: 5432}]', ''), dns(), policy),
      'NetworkPolicy `policy-6` has a rule of egress for any port; the other 9 have no rule of egress for any port.',
    ],
    [
      'a wave',
      many('-5', '15', (wave, index) =>
        policy(dns(), index).replace(
          /name: (policy-\d)\}/,
          `name: $1, annotations: {argocd.argoproj.io/sync-wave: "${wave}"}}`,
        ),
      ),
      'NetworkPolicy `policy-6` has sync wave -5; the other 9 have sync wave 15.',
    ],
    [
      'an option',
      many('Prune=true', 'Prune=true, ServerSideApply=true', application),
      'Application `app-6` has no sync option `ServerSideApply=true`; the other 9 have the sync option `ServerSideApply=true`.',
    ],
    [
      'a token',
      many('true', 'false', account),
      'ServiceAccount `account-6` has a token for every pod; the other 9 have no token for pods.',
    ],
  ])('of which all but one agree: %s', (_, yaml, message) => {
    expect(messages(yaml, 'LS098')).toContain(message);
  });

  it.each([
    ['another server', dns('kube-dns-x')],
    ['another port', dns('kube-dns', '{port: 1053, protocol: UDP}, {port: 53, protocol: TCP}')],
    ['a port left out', dns('kube-dns', '{port: 53, protocol: UDP}')],
    ['a peer left out', dns().replace(', podSelector: {matchLabels: {k8s-app: kube-dns}}', '')],
  ])('and a rule that all have, and one in another form: %s', (_, odd) => {
    expect(messages(many(odd, dns(), policy), 'LS098')).toEqual([
      expect.stringMatching(/^NetworkPolicy `policy-6` has the rule .*; 9 others have .* instead\.$/),
    ]);
  });

  it.each([
    ['of another system', many('app.kubernetes.io/part-of: argocd', 'app.kubernetes.io/part-of: shop', map)],
    ['a label that one has alone', many('owner: ann', 'app: shop', map)],
    ['more protection', many(dns().replace('[Egress]', '[Ingress, Egress]'), dns(), policy)],
    ['less access', many('false', 'true', account)],
    [
      'two that differ',
      many('app.kubernetes.io/part-of: shpo', 'app.kubernetes.io/part-of: shop', map).replace(
        'part-of: shop',
        'part-of: shpo',
      ),
    ],
    [
      'few',
      all(...[1, 2, 3, 4].map((index) => map(`app.kubernetes.io/part-of: ${index === 4 ? 'shpo' : 'shop'}`, index))),
    ],
    ['a rule to somebody else', many(dns().replace('app: db', 'app: cache').replace('5432', '6379'), dns(), policy)],
  ])('and what is no pattern: %s', (_, yaml) => {
    expect(messages(yaml, 'LS098')).toEqual([]);
  });
});

describe('callers', () => {
  const database = (port: string, target: string) =>
    all(
      object('v1', 'Service', 'db', `spec: {selector: {app: db}, ports: [{port: ${port}, targetPort: ${target}}]}`),
      object(
        'apps/v1',
        'StatefulSet',
        'db',
        'spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, ports: [{name: pg, containerPort: 5432}]}]}}}',
      ),
    );
  const closed = (app: string, type: string, rule: string) =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      `${app}-${type.toLowerCase()}`,
      `spec: {podSelector: {matchLabels: {app: ${app}}}, policyTypes: [${type}], ${type.toLowerCase()}: [${rule}]}`,
    );
  const caller = (variable: string, pod = '') => api(`env: [${variable}]`, pod);
  const url = '{name: URL, value: "postgres://db:6432/shop"}';
  const told = (...yaml: readonly string[]) => messages(all(...yaml), 'LS067');

  it('are told where neither side, or one of them, lets them through', () => {
    expect(
      told(
        caller(url),
        database('6432', 'pg'),
        closed('db', 'Ingress', '{from: [{podSelector: {matchLabels: {app: web}}}]}'),
      ),
    ).toEqual([
      'api is configured with `db:6432`, but no NetworkPolicy for ingress of db lets it reach port 5432 of db.',
    ]);
    expect(
      told(
        caller(url),
        database('6432', '5432'),
        closed('api', 'Egress', '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 6432}]}'),
      ),
    ).toEqual([
      'api is configured with `db:6432`, but no NetworkPolicy for egress of api lets it reach port 5432 of db.',
    ]);
  });

  it('are not told where the port of the pod is open, policies do not apply, or others may allow it', () => {
    const open = closed('api', 'Egress', '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}');
    const shut = closed('api', 'Egress', '');
    expect(told(caller(url), database('6432', 'pg'), open)).toEqual([]);
    expect(told(caller(url), database('6432', 'pg'))).toEqual([]);
    expect(told(caller(url, 'hostNetwork: true'), database('6432', 'pg'), shut)).toEqual([]);
    expect(
      told(caller('{name: URL, value: "postgres://db.elsewhere.example:6432/shop"}'), database('6432', 'pg'), shut),
    ).toEqual([]);
    expect(
      told(caller(url), database('6432', 'pg'), shut, object('cilium.io/v2', 'CiliumNetworkPolicy', 'api', 'spec: {}')),
    ).toEqual([]);
  });
});

describe('probes and budgets', () => {
  it.each([
    ['readinessProbe: {tcpSocket: {port: 1}, periodSeconds: 600, failureThreshold: 2}', 1],
    ['readinessProbe: {tcpSocket: {port: 1}, successThreshold: 100}', 1],
    ['readinessProbe: {tcpSocket: {port: 1}, initialDelaySeconds: 500}', 1],
    ['startupProbe: {tcpSocket: {port: 1}}, livenessProbe: {tcpSocket: {port: 1}, initialDelaySeconds: 500}', 1],
    ['startupProbe: {tcpSocket: {port: 1}, failureThreshold: 180}', 0],
    ['startupProbe: {tcpSocket: {port: 1}, failureThreshold: 3000}', 1],
  ])('%s', (probe, count) => {
    expect(messages(api(probe), 'LS046')).toHaveLength(count);
  });

  it.each([
    ['maxUnavailable: 100%', 1],
    ['minAvailable: 0', 1],
    ['minAvailable: 0%', 1],
    ['maxUnavailable: 50%', 0],
    ['minAvailable: 1', 0],
  ])('%s', (spec, count) => {
    expect(
      messages(
        object('policy/v1', 'PodDisruptionBudget', 'api', `spec: {${spec}, selector: {matchLabels: {app: api}}}`),
        'LS059',
      ),
    ).toHaveLength(count);
  });
});
