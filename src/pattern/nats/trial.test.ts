import { accepted, filesOf, vary } from '../stateful/store.test-support';
import { NatsJetStream } from './jetstream';
import { NatsStreaming } from './streaming';
import { Redis } from '../redis/redis';
import { Worker } from '../worker';
import fs from 'node:fs';
test('t', () => {
  const d = (shop: never) => { 
    const n = new NatsJetStream(shop, 'nats', { image: 'nats', storage: { size: vary({ dev: '1Gi', staging: '10Gi', prod: '10Gi' }) }, replicas: vary({ dev: 1, staging: 3, prod: 3 }) });
    new Worker(shop, 'api', { image: 'api', env: { NATS_URL: n.url } });
  };
  const s = (shop: never) => { const n = accepted(new NatsStreaming(shop, 'nats', { image: 'nats-streaming', clusterId: 'ticketing', storage: { size: '1Gi' }, heartbeat: { interval: '5s', timeout: '5s', failures: 2 }, debug: true }));
    new Worker(shop, 'api', { image: 'api', env: { NATS_URL: n.url , NATS_CLUSTER_ID: n.clusterId }, secrets: { NATS_AUTH_TOKEN: n.token} });
  };
  const r = (shop: never) => accepted(new Redis(shop, 'redis', { image: 'redis', persistence: { size: '1Gi' } }));
  for (const [k, x] of Object.entries({ d, s, r })) for (const e of ['dev', 'prod'] as const) {
    const f = filesOf(x as never, e);
    fs.writeFileSync(`/tmp/stateful/${k}-${e}.yaml`, Object.entries(f).map(([p, t]) => `# ${p}\n${t}---\n`).join(''));
  }
});
