/** Data stores, whoever runs them: which one, which version, and whether it asks for a password. */
import { imageName, imageTag } from '../policy/images';
import { STORES, told } from '../policy/stores';
import { map, text } from '../read';
import type { JsonObject } from '../../model/json';
import type { LocalService } from '../../model/local-setup';

export interface StoreSaid {
  /** `PostgreSQL` */
  readonly name: string;
  readonly major: number | undefined;
  /** `undefined` where its configuration is not in the files. */
  readonly guarded: boolean | undefined;
}

const ALSO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    postgresql: 'postgres',
    postgis: 'postgres',
    timescaledb: 'postgres',
    'mysql-server': 'mysql',
    'rabbitmq-server': 'rabbitmq',
    'redis-stack': 'redis',
  }),
);
/** Images whose tags count something else than the version of the store. */
const OTHER_TAGS: ReadonlySet<string> = new Set([
  'postgis',
  'timescaledb',
  'redis-stack',
  'redis-stack-server',
  'nats-streaming',
]);

/** @param elsewhere whether its configuration, or a part of it, is not in the container */
export function storeSaid(container: JsonObject, elsewhere: boolean): StoreSaid | undefined {
  const image = text(container, 'image') ?? '';
  const name = imageName(image);
  const key = ALSO.get(name) ?? name;
  const store = Object.hasOwn(STORES, key) ? STORES[key]! : undefined;
  if (store === undefined) return undefined;
  const said = told(container);
  const open = store.open?.test(said) === true;
  const guarded = open
    ? false
    : store.guarded === undefined || store.guarded.test(said)
      ? true
      : elsewhere
        ? undefined
        : false;
  return { name: store.name, major: OTHER_TAGS.has(name) ? undefined : majorOf(imageTag(image)), guarded };
}

const OPERATED: Readonly<Record<string, readonly [store: string, version: (json: JsonObject) => string | undefined]>> =
  {
    'Cluster.postgresql.cnpg.io': ['PostgreSQL', (json) => imageTag(text(json, 'spec', 'imageName') ?? '')],
    'MongoDBCommunity.mongodbcommunity.mongodb.com': ['MongoDB', (json) => text(json, 'spec', 'version')],
    'Elasticsearch.elasticsearch.k8s.elastic.co': ['Elasticsearch', (json) => text(json, 'spec', 'version')],
    'RabbitmqCluster.rabbitmq.com': ['RabbitMQ', (json) => imageTag(text(json, 'spec', 'image') ?? '')],
  };

/** What operators run asks for a password. */
export function storeOfOperator(kind: string, json: JsonObject): StoreSaid | undefined {
  const operated = Object.hasOwn(OPERATED, kind) ? OPERATED[kind] : undefined;
  return operated === undefined ? undefined : { name: operated[0], major: majorOf(operated[1](json)), guarded: true };
}

export function storeOfService({ image, words, variables, configured, complete }: LocalService): StoreSaid | undefined {
  if (image === undefined) return undefined;
  const env = [...variables].map(([name, { value, fallback }]) => ({ name, value: value ?? fallback ?? '' }));
  return storeSaid(
    map({ container: { image: image.value, command: [...words], env } }, 'container'),
    configured || !complete,
  );
}

function majorOf(tag: string | undefined): number | undefined {
  const major = /^v?(\d+)/.exec(tag ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
