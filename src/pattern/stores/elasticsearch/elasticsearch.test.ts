import { absent } from '../../../model/varying';
import { sealedKeys } from '../../secrets/sealed';
import { Worker } from '../../workload/worker';
import { WebService } from '../../workload/web-service';
import {
  accepted,
  filesOf,
  only,
  PLAIN_CLUSTER,
  refusalsOf,
  vary,
  wholeOf,
  type Declare,
} from '../stateful/store.test-support';
import { Elasticsearch, type ElasticsearchProps } from './elasticsearch';
import type { Sidecar } from '../stateful/sidecar';

const BACKUP = {
  destination: 's3://backups/shop',
  rpo: '24h',
  rto: '1h',
  credentials: sealedKeys('storage-credentials', ['ACCESS_KEY_ID', 'SECRET_ACCESS_KEY']),
};
const BASE = {
  backup: BACKUP,
  image: 'elasticsearch',
  version: '8.19.8',
  nodes: 3,
  storage: { size: '10Gi' },
  resources: { limits: { memory: '2Gi' } },
} as const;
const RESOURCE = 'search/Elasticsearch-search.yaml';

function search(props: Record<string, unknown> = {}): Declare {
  return (shop) => new Elasticsearch(shop, 'search', { ...BASE, ...props } as never);
}

test('a cluster with everything that belongs to it', () => {
  const declare: Declare = (shop) => {
    const own = new Elasticsearch(shop, 'search', {
      image: 'elasticsearch',
      version: '8.19.8',
      nodes: vary({ dev: 1, staging: 3, prod: 3 }),
      storage: {
        size: vary({ dev: '10Gi', staging: '20Gi', prod: '50Gi' }),
        class: vary({ dev: 'standard', staging: 'fast', prod: 'local' }),
      },
      resources: { limits: { memory: vary({ dev: '1Gi', staging: '2Gi', prod: '8Gi' }) } },
      heap: vary({ dev: '512Mi', staging: '1Gi', prod: '4Gi' }),
      users: ['search-indexer-credentials'],
      backup: {
        ...BACKUP,
        destination: vary({ dev: absent, staging: absent, prod: 's3://backups/shop/' }),
        endpoint: 'https://s3.acme.example',
        region: 'eu-central-1',
        keep: { days: 7, weeks: 4, months: 12 },
      },
    });
    new WebService(shop, 'api', {
      image: 'api',
      port: 3000,
      env: { SEARCH_URL: own.url, SEARCH_HOST: own.host },
      secretFiles: { '/etc/search/ca.crt': own.ca },
    });
    new Worker(shop, 'indexer', {
      image: 'api',
      env: { SEARCH_ADDRESS: own.address },
      secrets: { SEARCH_USER: own.credentials.username },
    });
  };
  const files = filesOf(declare, 'prod');
  expect(Object.fromEntries(Object.entries(files).filter(([path]) => /^search\//.test(path)))).toMatchSnapshot();
  expect(files['api/Deployment-api.yaml']).toContain(
    'value: https://$(SEARCH_USERNAME):$(SEARCH_PASSWORD)@search-es-http:9200\n',
  );
  expect(files['api/Deployment-api.yaml']).toMatch(
    /items:\s+- key: ca.crt\s+path: ca.crt\s+name: search-es-http-certs-public/,
  );
  expect(files['indexer/Deployment-indexer.yaml']).toContain('value: https://search-es-http:9200\n');
});

test('a single node may be drained; several have the budget of the operator, which knows when one may go', () => {
  const declare = search({ nodes: vary({ dev: 1, staging: 3, prod: 3 }) });
  const [dev, prod] = [filesOf(declare, 'dev'), filesOf(declare, 'prod')];
  expect(dev[RESOURCE]).toContain('podDisruptionBudget: {}\n');
  expect(dev['search/PodDisruptionBudget-search.yaml']).toContain('maxUnavailable: 1\n');
  expect(prod[RESOURCE]).not.toContain('podDisruptionBudget');
  expect(prod['search/PodDisruptionBudget-search.yaml']).toBeUndefined();
});

test('snapshots by the cluster itself, and a check on a node that calls nobody', () => {
  const files = filesOf(
    search({ backup: { ...BACKUP, destination: vary({ dev: absent, staging: absent, prod: 's3://backups/shop/' }) } }),
    'prod',
  );
  const [backup, restore] = ['backup', 'restore'].map((run) =>
    files[`search/CronJob-search-${run}.yaml`]!.replaceAll('\\"', '"'),
  );
  expect(backup).toContain('{"type":"s3","settings":{"bucket":"backups","base_path":"shop/search"}}');
  expect(backup).toContain('"retention":{"expire_after":"30d"');
  expect(backup).not.toContain('scratch');
  expect(restore!.match(/restartPolicy: Always/g)).toHaveLength(1);
  expect(restore).not.toContain('readOnlyRootFilesystem: false');
  expect(restore!.match(/runAsUser: 1000$/gm)).toHaveLength(2);
  expect(restore).toContain('mountPath: /usr/share/elasticsearch/logs');
  expect(restore).toMatch(/--include\n\s+- \/index.latest\n\s+- --use-server-modtime\n\s+- --max-age\n\s+- 88200s\n/);
  expect(restore).not.toContain('search-es-http');
  expect(files['search/NetworkPolicy-search-restore.yaml']).not.toContain('9200');
  expect(files['search/NetworkPolicy-search.yaml']).toContain('0.0.0.0/0');
  expect(files[RESOURCE]).toMatch(/entries:\n\s+- key: ACCESS_KEY_ID\n\s+path: s3.client.default.access_key/);
});

test('nobody but the sealed users may log in, and nothing reaches the nodes but who is declared', () => {
  const files = filesOf(search(), 'prod');
  expect(files[RESOURCE]).toContain('disableElasticUser: true\n');
  const policy = files['search/NetworkPolicy-search.yaml']!;
  expect(policy).toContain('control-plane: elastic-operator');
  expect(policy.match(/port: 9300/g)).toHaveLength(2);
  expect(policy).not.toContain('27017');
});

test('without a Prometheus there is no exporter, and no user for it', () => {
  const { prometheus: _, ...rest } = PLAIN_CLUSTER;
  expect(wholeOf(search(), { ...rest, operators: { elastic: { namespace: 'elastic-system' } } })).not.toContain(
    'exporter',
  );
});

type Rows<P> = { readonly [K in keyof Required<P>]: readonly P[K][] };
const rows: Rows<Omit<ElasticsearchProps, 'image' | 'version'>> = {
  name: [undefined, 'search'],
  nodes: [3, 4],
  storage: [{ size: '10Gi' }, { size: '11Gi' }, { size: '10Gi', class: 'local' }],
  resources: [{ limits: { memory: '2Gi' } }, { limits: { memory: '4Gi' } }],
  heap: [undefined, '512Mi', '1Gi'],
  credentials: [undefined, 'search-indexer-credentials'],
  users: [undefined, ['search-indexer-credentials']],
  metrics: [undefined, false],
  exporter: [undefined, { image: 'other' }],
  alerts: [undefined, { heap: { threshold: 80 } }, { volumeFull: { threshold: 70 } }],
  backup: [
    BACKUP,
    { ...BACKUP, rpo: '25h' },
    { ...BACKUP, keep: { days: 7 } },
    { ...BACKUP, keep: { weeks: 7 } },
    { ...BACKUP, keep: { months: 7 } },
    { ...BACKUP, region: 'a' },
    { ...BACKUP, endpoint: 'https://s3.acme' },
    { ...BACKUP, tools: 'other' },
    { ...BACKUP, uploader: 'other' },
    { ...BACKUP, server: 'two' },
    { ...BACKUP, scratch: '99Gi' },
    { ...BACKUP, resources: { limits: { cpu: '2' } } },
  ],
  priorityClass: [undefined, 'databases'],
  only: [undefined, only(['prod'], 'nothing is searched elsewhere')],
};
const exporterRows: Rows<Sidecar> = {
  image: [undefined, 'other'],
  resources: [undefined, { limits: { memory: '256Mi' } }],
};
const cases = [
  ...Object.entries(rows).map(([prop, values]) => [prop, values, (value: unknown) => ({ [prop]: value })] as const),
  ...Object.entries(exporterRows).map(
    ([field, values]) => [`exporter.${field}`, values, (value: unknown) => ({ exporter: { [field]: value } })] as const,
  ),
].filter(([prop]) => prop !== 'name');
test.each(cases)('%s has an effect', (_, values, props) => {
  const outputs = values.map((value) => wholeOf(search(props(value))));
  expect(new Set(outputs).size).toBe(values.length);
});

test('a name of its own', () => {
  const named: Declare = (shop) => new Elasticsearch(shop, 'other', { ...BASE, name: 'search' });
  expect(filesOf(named, 'prod')['other/Elasticsearch-search.yaml']).toContain('name: search\n');
});

test.each<readonly [string, Declare, readonly unknown[]]>([
  [
    'two nodes',
    search({ nodes: vary({ dev: 1, staging: 2, prod: 3 }) }),
    [
      'LS138 shop/search nodes [staging]: 2 nodes need both for a majority, so they tolerate no more failures than 1 node → Use 1 or 3.',
    ],
  ],
  [
    'one node in production',
    search({ nodes: 1 }),
    [expect.stringContaining('LS690 shop/search nodes [prod]: search runs 1 node in prod')],
  ],
  [
    'an image of another version',
    search({ version: vary({ dev: '8.19.8', staging: '8.19.8', prod: '9.1.0' }) }),
    [
      'LS175 shop/search version [prod]: version 9.1.0 is declared, but image "elasticsearch" is pinned at 8.19.8 → Declare the version that the tag starts with, or pin an image of version 9.1.0.',
    ],
  ],
  [
    'a version whose image runs as root by name',
    search({ version: '8.7.1' }),
    [expect.stringContaining('LS102 shop/search version')],
  ],
  [
    'a heap that leaves nothing for the files',
    search({ heap: '1536Mi' }),
    [
      "LS676 shop/search heap: a heap of 1536Mi is more than half of the container's 2Gi, and Lucene needs the rest for its files → Set it to 1Gi or less, or raise resources.limits.memory to 3Gi.",
    ],
  ],
  [
    'a heap beyond compressed pointers',
    search({ heap: '40Gi', resources: { limits: { memory: '100Gi' } } }),
    [
      'LS676 shop/search heap: a heap of 40Gi is more than 31Gi, the limit for compressed pointers → Set it to 31Gi or less.',
    ],
  ],
  [
    'a name that leaves no room for suffixes',
    search({ name: 's'.repeat(37), credentials: 'search-indexer-credentials', metrics: false }),
    [
      ...['password', 'roles', 'username'].map(
        (key) => expect.stringContaining(`spec.encryptedData.${key}`) as unknown,
      ),
      expect.stringContaining('LS106'),
    ],
  ],
  [
    'an exporter that nothing scrapes',
    search({ metrics: false, exporter: {} }),
    [expect.stringContaining('LS114 shop/search exporter')],
  ],
])('%s', (_, declare, expected) => {
  expect(refusalsOf(declare)).toEqual(expected);
});

test('the cluster fact that it needs', () => {
  expect(refusalsOf(search(), { prometheus: PLAIN_CLUSTER.prometheus })).toEqual([
    expect.stringContaining('LS116 shop/search: this requires the ECK operator'),
  ]);
});

test('one node in production that is accepted', () => {
  expect(refusalsOf((shop) => accepted(new Elasticsearch(shop, 'search', { ...BASE, nodes: 1 })))).toEqual([]);
});
