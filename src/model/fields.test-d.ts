/** What compiles and what does not: every `@ts-expect-error` is a mistake that must not compile. Checked by `types.test.ts`. */
import { App } from '../app';
import { ExternalService } from '../pattern/network/external';
import { Platform } from '../pattern/platform/platform';
import { sealed, sealedKeys } from '../pattern/secrets/sealed';
import { WebService } from '../pattern/workload/web-service';
import { podField } from '../pattern/workload/env-value';
import { Worker } from '../pattern/workload/worker';
import { defineEnvironments } from './environments';
import type { Fields } from './fields';
import { json } from './text';
import { absent, combine, type Absent, type Varying } from './varying';

const { environments, env, vary, text, only } = defineEnvironments({
  dev: { stage: 'development', namespace: 'shop-dev', domain: 'dev.shop.acme', size: 1, spot: true },
  prod: { stage: 'production', namespace: 'shop-prod', domain: 'shop.acme', size: 3, spot: false },
});
const shop = new Platform(new App(), 'shop', { environments, edition: '2026', owner: 'team-shop' });
const base = { image: 'api', port: 3000 } as const;

// Environments declare the same attributes.
export const lacking = defineEnvironments({
  dev: { stage: 'development', namespace: 'a', region: 'eu' },
  // @ts-expect-error -- region is missing
  prod: { stage: 'production', namespace: 'b' },
});
// @ts-expect-error -- no such stage
export const misnamed = defineEnvironments({ dev: { stage: 'develop', namespace: 'a' } });
// @ts-expect-error -- the namespace is missing
export const homeless = defineEnvironments({ dev: { stage: 'development' } });
// @ts-expect-error -- attributes are scalars
export const nestedAttribute = defineEnvironments({ dev: { stage: 'development', namespace: 'a', more: { b: 1 } } });

// Attributes have their types.
export const domain: Varying<string> = env.domain;
export const size: Varying<number> = env.size;
export const spot: Varying<boolean> = env.spot;
// @ts-expect-error -- a varying value is not a value
export const plainDomain: string = env.domain;
// @ts-expect-error -- no such attribute
export const region = env.region;

// `vary` is exhaustive.
export const level: Varying<string> = vary({ dev: 'debug', prod: 'info' });
export const maybe: Varying<number | Absent> = vary({ dev: absent, prod: 3 });
// @ts-expect-error -- prod is missing
vary({ dev: 1 });
// @ts-expect-error -- there is no stage environment
vary({ dev: 1, prod: 2, stage: 3 });
// @ts-expect-error -- two types
export const mixed: Varying<number> = vary({ dev: 1, prod: '2' });
// @ts-expect-error -- absent is a value of its own
export const neverAbsent: Varying<number> = vary({ dev: absent, prod: 3 });

// Derived values keep what is known.
export const doubled: Varying<number> = env.size.map((own) => own * 2);
export const half: Varying<number | Absent> = maybe.map((own) => own / 2);
export const sum: number | Varying<number> = combine({ a: env.size, b: 2 }, ({ a, b }) => a + b);
// @ts-expect-error -- it may be absent there
combine({ a: maybe }, ({ a }) => a + 1);
// @ts-expect-error -- arithmetic on a varying value
export const wrongSum = env.size + 1;
// @ts-expect-error -- comparison of a varying value
export const wrongOrder = env.size < 3;
// @ts-expect-error -- not a scalar
text`${{ a: 1 }}`;
// @ts-expect-error -- not a scalar in prod
text`${vary({ dev: ['a'], prod: ['b'] })}`;
// @ts-expect-error -- iteration over a varying value
for (const one of env.domain) json(one);

// `only` names environments.
only(['prod'], 'reason');
// @ts-expect-error -- no such environment
only(['stage'], 'reason');
// @ts-expect-error -- no reason
only(['prod']);

// Props: a varying value may stand at any node below them.
const db = new ExternalService(shop, 'db', { url: text`https://${env.domain}`, cidrs: ['10.0.0.0/8', vary({ dev: absent, prod: '10.1.0.0/16' })] });
new WebService(shop, 'ok', {
  ...base,
  port: vary({ dev: 3000, prod: 8080 }),
  protocol: 'grpc',
  replicas: env.size,
  env: {
    A: 'text', B: 1, C: true, D: env.domain, E: vary({ dev: absent, prod: 'x' }), F: text`a${env.size}`, G: db.url, H: sealed('s', 'k'),
    I: podField('metadata.name'), J: text`${db.url}/v1`, K: env.spot, L: json({ a: env.domain }), M: combine({ a: env.size }, ({ a }) => a * 2),
  },
  secrets: { ...sealedKeys('s', ['A', 'B']), C: sealed('s', 'c') },
  calls: [db.endpoint],
  args: ['--a', vary({ dev: '--b', prod: '--c' }), vary({ dev: absent, prod: '--d' })],
  command: vary({ dev: ['a'], prod: ['b', 'c'] }),
  resources: vary({ dev: { requests: { cpu: '50m' } }, prod: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } }),
  probes: { readiness: { http: vary({ dev: '/a', prod: '/b' }), timeout: vary({ dev: absent, prod: '3s' }) } },
  writable: { '/tmp': vary({ dev: '1Mi', prod: '2Mi' }), '/cache': vary({ dev: absent, prod: '1Gi' }) },
  ports: { admin: vary({ dev: absent, prod: 9000 }) },
  autoscaling: { min: 2, max: vary({ dev: 2, prod: 6 }) },
  route: { hosts: [text`api.${env.domain}`], rules: [{ prefix: '/', timeout: vary({ dev: '1s', prod: '2s' }) }] },
  podLabels: { a: vary({ dev: 'x', prod: 'y' }) },
  permissions: [{ apiGroups: [''], resources: ['pods'], verbs: [vary({ dev: 'get', prod: 'list' })] }],
  only: only(['prod'], 'reason'),
});
new Worker(shop, 'whole', { image: 'x', env: vary({ dev: { A: '1' }, prod: { A: '2', B: '3' } }), writable: vary({ dev: {}, prod: { '/tmp': '1Mi' } }) });
new Worker(shop, 'nested', { image: 'x', resources: vary({ dev: { requests: { cpu: '1' } }, prod: { requests: { cpu: text`${env.size}` as Varying<string> } } }) });

// @ts-expect-error -- props as a whole do not vary
new WebService(shop, 'x', vary({ dev: base, prod: base }));
// @ts-expect-error -- unknown prop
new WebService(shop, 'x', { ...base, replica: 3 });
// @ts-expect-error -- unknown prop further down
new WebService(shop, 'x', { ...base, probes: { readiness: { htpp: '/' } } });
// @ts-expect-error -- unknown prop in every environment; in some, the run time finds it
new WebService(shop, 'x', { ...base, resources: vary({ dev: { requests: { cpus: '1' } }, prod: { requests: { cpus: '1' } } }) });
// @ts-expect-error -- port is missing
new WebService(shop, 'x', { image: 'api' });
// @ts-expect-error -- a required field cannot be absent
new WebService(shop, 'x', { image: 'api', port: vary({ dev: absent, prod: 3000 }) });
// @ts-expect-error -- nor plainly
new WebService(shop, 'x', { image: 'api', port: absent });
// @ts-expect-error -- a required field of an optional map cannot be absent
new WebService(shop, 'x', { ...base, autoscaling: { min: vary({ dev: absent, prod: 1 }), max: 3 } });
// @ts-expect-error -- wrong type in one environment
new WebService(shop, 'x', { ...base, replicas: vary({ dev: 1, prod: '3' }) });
// @ts-expect-error -- how it is spoken to is the same everywhere
new WebService(shop, 'x', { ...base, protocol: vary({ dev: 'http', prod: 'grpc' }) });
// @ts-expect-error -- no such choice
new WebService(shop, 'x', { ...base, protocol: 'htttp' });
// @ts-expect-error -- the image is the same everywhere: its digest is what varies
new WebService(shop, 'x', { port: 3000, image: vary({ dev: 'a', prod: 'b' }) });
// @ts-expect-error -- an endpoint is the same everywhere
new WebService(shop, 'x', { ...base, calls: [vary({ dev: db.endpoint, prod: absent })] });
// @ts-expect-error -- so is an endpoint within a list
new WebService(shop, 'x', { ...base, calls: vary({ dev: [db.endpoint], prod: [] }) });
// @ts-expect-error -- so is a URL that brings its connection
new WebService(shop, 'x', { ...base, env: { A: vary({ dev: db.url, prod: 'b' }) } });
// @ts-expect-error -- so is a URL within a map
new WebService(shop, 'x', { ...base, env: vary({ dev: { A: db.url }, prod: { A: 'b' } }) });
// @ts-expect-error -- so is a sealed key
new WebService(shop, 'x', { ...base, secrets: { A: vary({ dev: sealed('s', 'k'), prod: sealed('s', 'l') }) } });
// @ts-expect-error -- presence is given, not varied
new WebService(shop, 'x', { ...base, only: vary({ dev: true, prod: false }) });
// @ts-expect-error -- a secret is no text
new WebService(shop, 'x', { ...base, secrets: { A: 'plain text' } });
// @ts-expect-error -- a connection is declared by an endpoint, not by a name
new WebService(shop, 'x', { ...base, calls: ['db'] });
// @ts-expect-error -- no such edition
new Platform(new App(), 'x', { environments, edition: '2025', owner: 'a' });
// @ts-expect-error -- the environments are missing
new Platform(new App(), 'x', { edition: '2026', owner: 'a' });

// What passes whole may be a field of a map that varies.
interface Backup {
  readonly destination: string;
  readonly credentials?: { readonly KEY: ReturnType<typeof sealed>; readonly ID?: ReturnType<typeof sealed> };
}
export const backup: Fields<{ readonly backup?: Backup }> = { backup: vary({ dev: absent, prod: { destination: 's3://a', credentials: sealedKeys('s', ['KEY', 'ID']) } }) };
// @ts-expect-error -- but does not vary itself
export const varyingKey: Fields<Backup> = { destination: 's3://a', credentials: { KEY: vary({ dev: sealed('s', 'k'), prod: sealed('s', 'l') }) } };

// Choices may vary where the pattern lets them.
export const choice: Fields<{ readonly level: 'low' | 'high' }> = { level: vary({ dev: 'low', prod: 'high' }) };
// @ts-expect-error -- wrong choice in one environment
export const wrongChoice: Fields<{ readonly level: 'low' | 'high' }> = { level: vary({ dev: 'low', prod: 'hgih' }) };

// A construct of one's own takes what the pattern takes.
interface Own {
  readonly name: string;
  readonly count?: number;
  readonly tags?: readonly string[];
  readonly make?: (name: string) => string;
}
export const own: Fields<Own> = { name: env.domain, count: vary({ dev: absent, prod: 1 }), tags: ['a', vary({ dev: absent, prod: 'b' })], make: (name) => name };
// @ts-expect-error -- a function passes whole
export const varyingFunction: Fields<Own> = { name: 'a', make: vary({ dev: (name: string) => name, prod: (name: string) => name }) };
