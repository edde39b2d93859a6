/** Law 9. Fail closed: a construct with no connections gets a policy that allows nothing; an empty selector never widens. */
import { parse } from 'yaml';
import { absent, type Absent } from '../model/varying';
import { ExternalService } from '../pattern/network/external';
import { WebService } from '../pattern/workload/web-service';
import { Worker } from '../pattern/workload/worker';
import { ENVIRONMENTS, example, findingsOf, only, platform, result, vary } from './example.test-support';
import type { App } from '../app';

interface Peer {
  readonly podSelector?: object;
  readonly namespaceSelector?: object;
  readonly ipBlock?: { readonly cidr: string };
}
interface Rule {
  readonly to?: readonly Peer[];
  readonly from?: readonly Peer[];
  readonly ports?: readonly { readonly port: number }[];
}
interface Policy {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly podSelector: object;
    readonly policyTypes: readonly string[];
    readonly egress?: readonly Rule[];
    readonly ingress?: readonly Rule[];
  };
}

const policies = (app: App) =>
  [...result(app).files]
    .filter(([path]) => path.includes('NetworkPolicy-'))
    .map(([path, text]) => ({ path, policy: parse(text) as Policy }));
const isDns = ({ ports = [] }: Rule) => ports.length === 2 && ports.every(({ port }) => port === 53);

it('a construct without connections may ask for names, and nothing else', () => {
  const { app, shop } = platform();
  new Worker(shop, 'mailer', { image: 'mailer' });
  const own = policies(app).filter(({ path }) => path.includes('/mailer/'));
  expect(own).toHaveLength(ENVIRONMENTS.length);
  for (const { policy } of own) {
    expect(policy.spec.policyTypes).toEqual(['Egress', 'Ingress']);
    expect(policy.spec.ingress).toBeUndefined();
    expect(policy.spec.egress?.filter((rule) => !isDns(rule))).toEqual([]);
  }
});

it('each environment denies by default', () => {
  const denying = policies(example().app)
    .filter(({ policy }) => Object.keys(policy.spec.podSelector).length === 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  expect(denying.map(({ path }) => path)).toEqual(
    ENVIRONMENTS.map((name) => `shop/${name}/platform/NetworkPolicy-default-deny.yaml`).sort(),
  );
  for (const { policy } of denying)
    expect(policy.spec).toEqual({ podSelector: {}, policyTypes: ['Egress', 'Ingress'] });
});

/** In a NetworkPolicy, what is left out or empty means everything. */
function widening(app: App): string[] {
  return policies(app).flatMap(({ path, policy: { spec } }) => [
    ...(spec.policyTypes.join() === 'Egress,Ingress' ? [] : [`${path} does not name both directions`]),
    ...(['egress', 'ingress'] as const).flatMap((direction) =>
      (spec[direction] ?? []).flatMap((rule, index) => {
        const peers = (direction === 'egress' ? rule.to : rule.from) ?? [];
        const at = `${path} ${direction}[${index}]`;
        if (peers.length === 0) return [`${at} has no peers`];
        if ((rule.ports ?? []).length === 0) return [`${at} has no ports`];
        return peers
          .filter((peer) => empty(peer) || Object.values(peer).some(empty))
          .map(() => `${at} has an empty selector`);
      }),
    ),
  ]);
}
const empty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.keys(value).length === 0 ||
    ('matchLabels' in value && Object.keys(value.matchLabels as object).length === 0));

it('no rule has an empty side', () => {
  expect(widening(example().app)).toEqual([]);
});

it.each<[string, string[], readonly string[]]>([
  ['has none in an environment', [], ['LS102 dev']],
  ['has fewer in an environment', ['10.0.0.0/16'], []],
])('a target by address that %s opens to no others', (_, everywhere, expected) => {
  const { app, shop } = platform();
  const inSome = vary<string | Absent>({ dev: absent, staging: '10.1.0.0/16', prod: '10.2.0.0/16' });
  const bank = new ExternalService(shop, 'bank', { url: 'https://bank.acme', cidrs: [...everywhere, inSome] });
  new Worker(shop, 'mailer', { image: 'mailer', calls: [bank.endpoint] });
  expect(findingsOf(app).map(({ code, environments }) => `${code} ${environments!.join()}`)).toEqual(expected);
  expect(widening(app)).toEqual([]);
});

it('a connection is let through where both of its ends exist', () => {
  const { app, shop } = platform();
  const api = new WebService(shop, 'api', { image: 'api', port: 3000, only: only(['staging', 'prod'], 'r') });
  new Worker(shop, 'mailer', { image: 'mailer', only: only(['prod'], 'r'), calls: [api.endpoint] });
  expect(findingsOf(app)).toEqual([]);
  const ingress = Object.fromEntries(
    policies(app)
      .filter(({ path }) => path.includes('/api/'))
      .map(({ path, policy }) => [path.split('/')[1], policy.spec.ingress?.length]),
  );
  expect(ingress).toEqual({ staging: undefined, prod: 1 });
  expect(widening(app)).toEqual([]);
});

it('two targets of one name are two targets', () => {
  const { app, shop } = platform();
  const bank = (id: string, cidr: string) =>
    new ExternalService(new Worker(shop, id, { image: 'mailer' }), 'bank', { url: 'https://bank.acme', cidrs: [cidr] });
  new Worker(shop, 'both', {
    image: 'mailer',
    calls: [bank('a', '10.1.0.0/16').endpoint, bank('b', '10.2.0.0/16').endpoint],
  });
  const own = policies(app).find(({ path }) => path.includes('prod/both/'))!;
  expect(JSON.stringify(own.policy.spec.egress)).toMatch(/10\.1\.0\.0.*10\.2\.0\.0/);
});

it('the public internet has no private addresses in it', () => {
  const { app, shop } = platform();
  new Worker(shop, 'mailer', {
    image: 'mailer',
    calls: [new ExternalService(shop, 'mail', { url: 'https://mail.acme' }).endpoint],
  });
  const own = policies(app).find(({ path }) => path.includes('prod/mailer/'))!;
  expect(own.policy.spec.egress?.[1]).toEqual({
    ports: [{ port: 443, protocol: 'TCP' }],
    to: [
      {
        ipBlock: {
          cidr: '0.0.0.0/0',
          except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
        },
      },
    ],
  });
});
