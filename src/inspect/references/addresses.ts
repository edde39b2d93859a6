/** Addresses in plain texts (variables, arguments, ConfigMaps): a host that is a Service here has to offer the port that is asked for. */
import { obtain } from '../../model/append';
import { catalogOf, type Catalog } from '../catalog';
import { ENVIRONMENT, didYouMean, found } from '../found';
import { POD_TEMPLATES } from '../kinds';
import { pathOf, type Trail } from '../object-path';
import { get, isMap, list, map, text, type Node } from '../read';
import { equalitySelector } from '../catalog/selector';
import { portFinding } from './missing';
import { SILENCE } from '../../model/phrase';
import type { CatalogEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment } from '../types';

/** Texts above this length are files of programs, with hosts of their own in them; they are not read. */
const LONGEST = 20_000;
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    http: 80,
    https: 443,
    postgres: 5432,
    postgresql: 5432,
    redis: 6379,
    amqp: 5672,
    mongodb: 27017,
    nats: 4222,
  }),
);

interface Address {
  readonly scheme: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
}

export interface Placed extends Address {
  /** From the root of what was read. */
  readonly trail: Trail;
  /** False in a file, which may define its own hosts. */
  readonly isLine: boolean;
}

const NONE: readonly Placed[] = [];

/** By container, or data of a ConfigMap: environments share them. */
const known = new WeakMap<JsonObject, readonly Placed[]>();

export function inspectAddresses(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const namespaces = new Set(catalog.files.map(({ namespace }) => namespace));
  const findings: Finding[] = [];
  const judge = (from: CatalogEntry, root: Node, read: (root: JsonObject) => readonly Placed[], at: Trail): void => {
    if (!isMap(root)) return;
    for (const address of readOnce(root, read)) {
      const finding = judgeAddress(from, address, [...at, ...address.trail], catalog, namespaces);
      if (finding !== undefined) findings.push(finding);
    }
  };
  for (const from of catalog.files) {
    const { json } = from.source!;
    if (from.kind === 'ConfigMap') judge(from, json.data, ofData, ['data']);
    const template = POD_TEMPLATES[from.kind];
    if (template === undefined) continue;
    for (const field of ['initContainers', 'containers']) {
      list(json, ...template, 'spec', field).forEach((container, index) =>
        judge(from, container, ofContainer, [...template, 'spec', field, index]),
      );
    }
  }
  return findings;
}

/** Addresses in the variables, the command and the arguments of a container. */
export function addressesOf(container: JsonObject): readonly Placed[] {
  return readOnce(container, ofContainer);
}

function readOnce(root: JsonObject, read: (root: JsonObject) => readonly Placed[]): readonly Placed[] {
  const addresses = obtain(known, root, () => read(root));
  return addresses;
}

/** The port that is asked for; a file may define hosts of its own, and the port of those is not that of the scheme. */
export function portOf({ port, isLine, scheme }: Placed): number | undefined {
  return port ?? (isLine ? DEFAULT_PORTS.get(scheme ?? '') : undefined);
}

function ofData(data: JsonObject): readonly Placed[] {
  return joined(Object.keys(data).map((key) => placed(data[key], [key])));
}

function ofContainer(container: JsonObject): readonly Placed[] {
  return joined([
    ...list(container, 'env').map((variable, index) =>
      /IMAGE|VERSION|TAG/i.test(text(variable, 'name') ?? '')
        ? NONE
        : placed(get(variable, 'value'), ['env', index, 'value']),
    ),
    ...['command', 'args'].flatMap((words) =>
      list(container, words).map((word, index) => placed(word, [words, index])),
    ),
  ]);
}

function joined(parts: readonly (readonly Placed[])[]): readonly Placed[] {
  return parts.every((part) => part.length === 0) ? NONE : parts.flat();
}

function placed(value: Node, trail: Trail): readonly Placed[] {
  if (typeof value !== 'string' || !value.includes(':') || value.length > LONGEST) return NONE;
  const isLine = !value.includes('\n');
  return addressesIn(value).map((address) => ({ ...address, trail, isLine }));
}

const SCHEME = /[a-z][a-z0-9+.-]*$/;
/** What stands behind `://`: who logs in, and the hosts. */
const HOSTS = /(?:[^\s/@"'`]*@)?([A-Za-z0-9.,:_-]+)/y;
const HOST = /^([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/;

function addressesIn(value: string): readonly Address[] {
  const found: Address[] = [];
  const read = (scheme: string | undefined, hosts: string): void => {
    for (const one of hosts.split(',')) {
      const [, host, port] = HOST.exec(one) ?? [];
      if (host !== undefined) found.push({ scheme, host, port: port === undefined ? undefined : Number(port) });
    }
  };
  let at = value.indexOf('://');
  if (at >= 0) {
    for (; at >= 0; at = value.indexOf('://', at + 3)) {
      HOSTS.lastIndex = at + 3;
      const [, hosts] = HOSTS.exec(value) ?? [];
      const [scheme] = SCHEME.exec(value.slice(Math.max(0, at - 20), at)) ?? [];
      if (hosts !== undefined && scheme !== undefined) read(scheme, hosts);
    }
  } else if (/^[a-z][a-z0-9.-]*:\d{2,5}(?:,[a-z][a-z0-9.-]*:\d{2,5})*$/.test(value)) read(undefined, value);
  return found;
}

/** @param host as pods of a namespace look it up: `db`, `db.shop`, `db.shop.svc` and what follows */
export function serviceAt(host: string, own: string, catalog: Catalog): CatalogEntry | undefined {
  const [name = '', namespace = own, third] = host.split('.');
  return third !== undefined && third !== 'svc' ? undefined : catalog.find('Service', namespace, name);
}

function judgeAddress(
  from: CatalogEntry,
  address: Placed,
  trail: Trail,
  catalog: Catalog,
  namespaces: ReadonlySet<string>,
): Finding | undefined {
  const [name = '', second, third] = address.host.split('.');
  const isElsewhere = second !== undefined && (!namespaces.has(second) || (third !== undefined && third !== 'svc'));
  if (isElsewhere || /^\d+$/.test(name)) return undefined;
  const namespace = second ?? from.namespace;
  const service = catalog.find('Service', namespace, name);
  const { isLine } = address;
  if (service === undefined) return isLine ? noService(from, address, namespace, trail, catalog) : undefined;
  const port = portOf(address);
  if (port === undefined || service.ports === undefined || service.ports.some((offer) => offer.port === port))
    return undefined;
  const json = service.source?.json;
  if (service.origin === 'file') {
    const { type, clusterIP } = map(json, 'spec');
    if (type === 'ExternalName' || get(json, 'spec', 'selector') === undefined) return undefined;
    // behind a headless Service, callers reach the pods themselves
    if (clusterIP === 'None') {
      const pods = catalog.pods.select(namespace, equalitySelector(get(json, 'spec', 'selector')));
      if (pods.some(({ ports }) => ports === undefined || ports.some((offer) => offer.port === port))) return undefined;
    }
  }
  return portFinding(from, pathOf(from.source!.json, trail), service, String(port));
}

/** Hosts of one word are looked up in the own namespace; one that is nearly a Service of it is a slip of the hand. */
function noService(
  from: CatalogEntry,
  { host }: Address,
  namespace: string,
  trail: Trail,
  catalog: Catalog,
): Finding | undefined {
  if (host === 'localhost') return undefined;
  const near = didYouMean(host.split('.')[0]!, catalog.names('Service', namespace));
  if (near === SILENCE) return undefined;
  return found('LS401', from.source!, pathOf(from.source!.json, trail), { severity: 'warning' })`
    ${{ from: from.name }} is configured with host \`${{ host }}\`, which is not a Service in ${ENVIRONMENT}.
    ${near}Use the name of a Service, or the fully qualified name of an external host.`;
}
