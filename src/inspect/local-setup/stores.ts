/** Data stores, in compose or in a cluster: which one, which version, and whether it requires a password. */
import { imageName, imageTag } from '../image-reference';
import { knownKind } from '../kinds';
import { STORES, settingsText } from '../best-practices/stores';
import { map, text } from '../read';
import type { JsonObject } from '../../model/json';
import type { LocalService } from '../../model/local-setup';

export interface RunningStore {
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
export function storeOfContainer(container: JsonObject, elsewhere: boolean): RunningStore | undefined {
  const image = text(container, 'image') ?? '';
  const name = imageName(image);
  const key = ALSO.get(name) ?? name;
  const store = Object.hasOwn(STORES, key) ? STORES[key]! : undefined;
  if (store === undefined) return undefined;
  const said = settingsText(container);
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

/** Stores that operators run ask for a password. */
export function storeOfOperator(kind: string, json: JsonObject): RunningStore | undefined {
  const store = knownKind(kind)?.runs?.store;
  return store === undefined ? undefined : { name: store.name, major: majorOf(store.version(json)), guarded: true };
}

export function storeOfService({
  image,
  words,
  variables,
  configured,
  complete,
}: LocalService): RunningStore | undefined {
  if (image === undefined) return undefined;
  const env = [...variables].map(([name, { value, fallback }]) => ({ name, value: value ?? fallback ?? '' }));
  return storeOfContainer(
    map({ container: { image: image.value, command: [...words], env } }, 'container'),
    configured || !complete,
  );
}

function majorOf(tag: string | undefined): number | undefined {
  const major = /^v?(\d+)/.exec(tag ?? '')?.[1];
  return major === undefined ? undefined : Number(major);
}
