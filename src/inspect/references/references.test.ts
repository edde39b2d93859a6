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
describe('hosts', () => {
  const shop = (host: string) =>
    documents(
      deployment(HTTP).replace('name: api}', 'name: api, namespace: shop}'),
      '{apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop}, spec: {selector: {app: api}, ports: ' +
        '[{port: 80, targetPort: 3000}]}}',
      '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: pay, namespace: shop}, spec: {hosts: ' +
        '[pay.example]}}',
      `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: api, namespace: shop}, spec: {http: ` +
        `[{route: [{destination: {host: ${host}}}]}]}}`,
    );

  it.each(['api', 'api.shop.svc.cluster.local', 'pay.example'])('knows %s', (host) => {
    expect(messages(shop(host))).toEqual([]);
  });

  it('says that Istio does not search for names with a dot', () => {
    expect(inspect(shop('api.shop')).map(({ message, fix }) => [message, fix])).toEqual([
      [
        'api sends traffic to host `api.shop`, which is not a Service in staging.',
        'Did you mean `api.shop.svc.cluster.local`? Or use the name of a Service, or declare the host with a ServiceEntry.',
      ],
    ]);
  });
});

describe('variables', () => {
  const env = (...variables: string[]) => deployment(`env: [${variables.join(', ')}]`);

  it('takes variables of envFrom, of Services and the escape', () => {
    const settings = '{apiVersion: v1, kind: ConfigMap, metadata: {name: s}, data: {HOST: a}}';
    expect(
      messages(
        documents(
          settings,
          deployment(
            'envFrom: [{configMapRef: {name: s}, prefix: DB_}], env: [{name: A, value: "$(DB_HOST) $(API_SERVICE_HOST) $$(X)"}]',
          ),
        ),
      ),
    ).toEqual([]);
  });

  it('refuses one that nobody declares, and names the closest', () => {
    expect(
      inspect(env('{name: DB_PASSWORD, value: x}', '{name: URL, value: "$(DB_PASSWRD)"}')).map(
        ({ message, fix }) => `${message} ${fix}`,
      ),
    ).toEqual([
      '`URL` contains `$(DB_PASSWRD)`, but the container has no such variable. Did you mean `DB_PASSWORD`? Declare `DB_PASSWRD` first, or use `$$(DB_PASSWRD)` for the literal text.',
    ]);
  });

  it('leaves the substitutions of a shell alone', () => {
    expect(messages(deployment('command: [/bin/sh, -c], args: ["echo $(HOSTNAME) $(date)"]'))).toEqual([]);
    expect(messages(deployment('args: ["--name=$(POD)"]'))).toHaveLength(1);
  });
});

describe('order', () => {
  const waves = (needed: string, user: string) =>
    documents(
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: s, annotations: {${needed}}}}`,
      deployment('envFrom: [{configMapRef: {name: s}}]').replace('name: api}', `name: api, annotations: {${user}}}`),
    );
  const wave = (number: number) => `argocd.argoproj.io/sync-wave: "${number}"`;

  it.each([
    [wave(0), wave(0)],
    [wave(-5), wave(0)],
    ['argocd.argoproj.io/hook: PreSync', wave(-9)],
  ])('accepts %s before %s', (needed, user) => {
    expect(messages(waves(needed, user))).toEqual([]);
  });

  it('refuses a hook that needs what only the sync creates', () => {
    expect(messages(waves(wave(-5), 'argocd.argoproj.io/hook: PreSync'))).toEqual([
      'api is applied in the PreSync phase, wave 0 and needs ConfigMap `s`, which comes in wave -5.',
    ]);
  });
});

describe('selectors', () => {
  const policy = (peer: string) =>
    documents(
      deployment(),
      `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {}, ` +
        `policyTypes: [Egress], egress: [{to: [${peer}]}]}}`,
    );

  it('refuses a peer that no pod is, where the pods of the namespace are known', () => {
    expect(messages(policy('{podSelector: {matchLabels: {app: ap}}}'))).toEqual([
      'NetworkPolicy `a` has a peer with `app=ap`, which matches no pod.',
    ]);
  });

  it('judges no namespace whose pods are unknown, and takes declared ones', () => {
    const dns =
      '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: ' +
      '{k8s-app: kube-dns}}}';
    const system = { group: '', kind: 'Namespace', name: 'kube-system' };
    const pods = (app: string) => ({
      group: '',
      kind: 'Pod',
      namespace: 'kube-system',
      name: 'dns',
      labels: { 'k8s-app': app },
    });
    expect(messages(policy(dns), [system])).toEqual([]);
    expect(messages(policy(dns), [system, pods('kube-dns')])).toEqual([]);
    expect(messages(policy(dns), [system, pods('coredns')])).toHaveLength(1);
  });

  it('reads expressions as the API server does', () => {
    const expression = (text: string) => policy(`{podSelector: {matchExpressions: [${text}]}}`);
    expect(messages(expression('{key: app, operator: In, values: [web, api]}'))).toEqual([]);
    expect(messages(expression('{key: tier, operator: NotIn, values: [web]}'))).toEqual([]);
    expect(messages(expression('{key: app, operator: DoesNotExist}'))).toHaveLength(1);
    expect(messages(expression('{key: tier, operator: Exists}'))).toEqual([
      'NetworkPolicy `a` has a peer with `tier`, which matches no pod.',
    ]);
  });
});

describe('Argo CD', () => {
  const application = (repositories: string, destination: string) =>
    documents(
      `{apiVersion: argoproj.io/v1alpha1, kind: AppProject, metadata: {name: shop}, spec: {sourceRepos: ` +
        `[${repositories}], destinations: [{server: "https://kubernetes.default.svc", namespace: "shop-*"}]}}`,
      `{apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: {name: a}, spec: {project: shop, source: ` +
        `{repoURL: "https://git.example/shop/api"}, destination: {${destination}}}}`,
    );
  const here = 'server: "https://kubernetes.default.svc", namespace: shop-staging';

  it.each(['"*"', '"https://git.example/**"', '"https://git.example/shop/*"'])('permits by %s', (pattern) => {
    expect(messages(application(pattern, here))).toEqual([]);
  });

  it.each(['"https://git.example/*"', '"*", "!https://git.example/shop/*"'])('refuses by %s', (pattern) => {
    expect(inspect(application(pattern, here)).map(({ code, path }) => [code, path])).toEqual([
      ['LS410', 'spec.source.repoURL'],
    ]);
  });

  it('misses a source', () => {
    const yaml = application('"*"', here);
    expect(messages(yaml.replace(/source: \{[^}]*\}, /, ''))).toEqual([
      'Application `a` has no source: nothing is deployed.',
    ]);
    expect(messages(yaml.replace(/source: (\{[^}]*\}), /, 'sources: [$1], '))).toEqual([]);
  });

  it('refuses another namespace', () => {
    expect(messages(application('"*"', 'server: "https://kubernetes.default.svc", namespace: other'))).toEqual([
      'Application `a` deploys to `other@https://kubernetes.default.svc`, but project `shop` allows `shop-*@https://kubernetes.default.svc`.',
    ]);
  });
});

describe('several environments', () => {
  it('are one finding with each command', () => {
    const yaml = reads('jwt', 'key');
    const all = ['dev', 'staging', 'prod'];
    const good = documents(
      yaml,
      '{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: jwt}, spec: {encryptedData: {key: AgB}}}',
    );
    expect(
      inspectEnvironments(
        all.map((name) => environmentOf(name === 'dev' ? good : yaml, name)),
        undefined,
      ),
    ).toEqual([
      expect.objectContaining({
        environments: ['staging', 'prod'],
        message: 'api refers to Secret `jwt`, which does not exist in staging and prod.',
        fix: 'Seal it: `lockstep seal staging jwt key`, `lockstep seal prod jwt key`.',
      }),
    ]);
    expect(
      inspectEnvironments(
        all.map((name) => environmentOf(yaml, name)),
        undefined,
      )[0],
    ).not.toHaveProperty('environments');
  });
});

describe('certificates', () => {
  const issuer = (spec: string) =>
    `{apiVersion: cert-manager.io/v1, kind: Issuer, metadata: {name: authority}, spec: ${spec}}`;
  const acme = (solver: string) =>
    issuer(`{acme: {server: "https://acme.dev", privateKeySecretRef: {name: account}, solvers: [${solver}]}}`);
  const certificate = (kind: string) =>
    `{apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: tls}, spec: {secretName: tls, dnsNames: [a.dev], issuerRef: {kind: ${kind}, name: authority}}}`;

  it.each([
    ['an issuer of another kind', certificate('ClusterIssuer'), 'ClusterIssuer `authority`'],
    [
      'a token that nobody seals',
      acme('{dns01: {cloudflare: {apiTokenSecretRef: {name: dns, key: token}}}}'),
      'Secret `dns`',
    ],
    ['a class that nobody provides', acme('{http01: {ingress: {ingressClassName: nginx}}}'), 'IngressClass `nginx`'],
    [
      'a Gateway that nobody provides',
      acme('{http01: {gatewayHTTPRoute: {parentRefs: [{name: public, namespace: gateways}]}}}'),
      'Gateway `public`',
    ],
    ['an authority without its key', issuer('{ca: {secretName: authority}}'), 'Secret `authority`'],
  ])('%s', (_, object, target) => {
    expect(messages(documents(object, issuer('{selfSigned: {}}').replace('name: authority', 'name: other')))).toEqual([
      expect.stringContaining(target),
    ]);
  });

  it('an Ingress takes the Secret that a Certificate fills', () => {
    const ingress = (secret: string) =>
      `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: api}, spec: {tls: [{hosts: [a.dev], secretName: ${secret}}]}}`;
    const rest = documents(issuer('{selfSigned: {}}'), certificate('Issuer'));
    expect(messages(documents(rest, ingress('tls')))).toEqual([]);
    expect(messages(documents(rest, ingress('other')))).toEqual([expect.stringContaining('Secret `other`')]);
  });
});

describe('selectors of nothing', () => {
  const constraint = (app: string) =>
    deployment(
      '',
      `topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: ${app}}}}]`,
    );

  it('are constraints that do not count the pod itself', () => {
    expect(messages(constraint('api'))).toEqual([]);
    expect(messages(constraint('web'))).toEqual([
      'api spreads pods with `app=web`, but its own pods have different labels.',
    ]);
  });

  it('are Services with an empty one, and none without one', () => {
    const service = (selector: string) =>
      `{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {${selector}ports: [{port: 80}]}}`;
    expect(messages(service(''))).toEqual([]);
    expect(messages(service('selector: {}, '))).toEqual(['The selector of Service `api` is empty: it matches no pod.']);
  });
});
