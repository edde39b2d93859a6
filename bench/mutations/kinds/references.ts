/** Names that lead from one object to another: the name there, the name here, the key that is read, the labels that are selected. */
import type { Json } from '../../../src/model/json';
import { isMap } from '../../../src/inspect/read';
import { at, edited, places, renamed, type Trail } from '../edit';
import { isSameElsewhere } from '../elsewhere';
import { valueKind, type Kind } from '../kind';

const last = (trail: Trail) => String(trail.at(-1));
const other = (value: Json) => `${String(value as string)}-x`;

/** Names that are only names: of the parts of a pod, and of what stands in a list. */
const OWN_NAME =
  /(?:^|\.)(?:containers|initContainers|env|volumes|ports|volumeMounts|rules|groups|nodeSets|plugins|listeners|users|endpoints|solvers|triggers|resources|metrics|match|receivers)\.\d+\.name$|(?:^|\.)metadata\.(?:name|labels\..*|annotations\..*)$|(?:^|\.)(?:matchLabels|labels|selector)\.[^.]+/;
const FIELD =
  /(?:^|\.)(?:name|[a-zA-Z]*[nN]ame|project|host|key|cluster|destination|service|gateways\.\d+|sourceNamespaces\.\d+)$/;

/** A text in a field for names, which is the name of another object. */
export const renameReference: Kind = valueKind(
  'rename a reference',
  (trail, value, object, around) => {
    const path = trail.join('.');
    if (
      typeof value !== 'string' ||
      OWN_NAME.test(path) ||
      !FIELD.test(path) ||
      path.includes('valuesObject') ||
      path.endsWith('releaseName')
    )
      return false;
    return around.names(object).has(value.split('.')[0]!);
  },
  (value) => (String(value as string).includes('.') ? String(value as string).replace('.', '-x.') : other(value)),
  (trail) => (/(?:^|\.)(?:argv|args)\./.test(trail.join('.')) ? 'only the program knows' : undefined),
);

/** The host in a text of a ConfigMap, a variable or an argument. */
export const renameHost: Kind = valueKind(
  'rename a host in a text',
  (trail, value, object, around) =>
    typeof value === 'string' &&
    /\.(?:value|\d+)$|^data\./.test(trail.join('.')) &&
    hostIn(value, around.names(object)) !== undefined,
  (value, _, __, object) => {
    const host = hostIn(String(value as string), undefined);
    return host === undefined || object.kind === 'PrometheusRule.monitoring.coreos.com'
      ? undefined
      : String(value as string).replace(
          new RegExp(`${host.replaceAll('.', '\\.')}(?=:\\d{2,5}\\b)`),
          host.replace(/^[^.]+/, (first) => `${first}-x`),
        );
  },
);

function hostIn(value: string, names: ReadonlySet<string> | undefined): string | undefined {
  const [, host] = /(?:^|\/\/|@|,)([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):\d{2,5}\b/.exec(value) ?? [];
  return host !== undefined && (names === undefined || names.has(host.split('.')[0]!)) ? host : undefined;
}

/** The port of such a host. */
export const portInText: Kind = valueKind(
  'change the port of a host in a text',
  (trail, value, object, around) =>
    typeof value === 'string' &&
    /\.(?:value|\d+)$|^data\./.test(trail.join('.')) &&
    hostIn(value, around.names(object)) !== undefined,
  (value) => {
    const host = hostIn(String(value as string), undefined);
    return host === undefined
      ? undefined
      : String(value as string).replace(
          new RegExp(`(${host.replaceAll('.', '\\.')}:)(\\d+)`),
          (_, before: string, port: string) => `${before}${Number(port) + 7}`,
        );
  },
);

const READS_KEY =
  /(?:secretKeyRef|configMapKeyRef|[sS]ecretRef|[sS]ecretKeyRef|credentials|[a-z]+Credentials\.[a-zA-Z]+|tlsConfig\.ca\.secret|passwordSecretRef|basicAuth\.[a-z]+|routingKey|apiURL|urlSecret|authPassword|items\.\d+)\.key$/;

export const renameKeyRead: Kind = valueKind(
  'rename a key that is read',
  (trail) => READS_KEY.test(trail.join('.')),
  other,
  (trail, _, __, { kind }) =>
    kind.startsWith('SecretStore')
      ? 'the store is not among the files'
      : trail.includes('remoteRef')
        ? 'what a store holds is not among the files'
        : undefined,
);

export const renameKeyThere: Kind = {
  name: 'rename a key that is there',
  sites({ audited: { json }, kind }) {
    if (kind === 'SealedSecret.bitnami.com')
      return places(json).filter((trail) => trail.length === 3 && trail[1] === 'encryptedData');
    if (kind === 'ConfigMap') return places(json).filter((trail) => trail.length === 2 && trail[0] === 'data');
    if (kind === 'ExternalSecret.external-secrets.io')
      return places(json).filter((trail) => last(trail) === 'secretKey');
    return [];
  },
  change({ audited: { json }, kind }, trail) {
    const value = at(json, trail);
    if (kind === 'ExternalSecret.external-secrets.io')
      return { json: edited(json, trail, () => other(value!)), what: `${String(value as string)} → ${other(value!)}` };
    const key = `${last(trail)}_X`;
    return { json: renamed(json, trail, key), what: `${last(trail)} → ${key}` };
  },
};

export const renameObject: Kind = valueKind(
  'rename an object',
  (trail) => trail.join('.') === 'metadata.name',
  other,
  (_, __, ___, object, around) =>
    around.twins(object).length === 0 &&
    !/^(?:Service|ServiceAccount|ConfigMap|SealedSecret|Namespace|Cluster)/.test(object.kind)
      ? 'a name like any other that nothing says'
      : undefined,
);

/** Names by which the parts of a pod find each other. */
export const renamePart: Kind = valueKind(
  'rename a volume, mount or port',
  (trail) =>
    /(?:volumes|volumeMounts|volumeClaimTemplates\.\d+\.metadata|containers\.\d+\.ports\.\d+|spec\.ports\.\d+)(?:\.\d+)?\.name$/.test(
      trail.join('.'),
    ),
  other,
  (trail, before, _, object, around) =>
    trail.includes('ports') && !isReadPort(before, object.kind) && !isSameElsewhere(object, trail, around)
      ? 'nothing reads the name of the port'
      : undefined,
);

/** Ports whose names are read by convention: monitors select by them. */
function isReadPort(name: Json, kind: string): boolean {
  return kind === 'Service' && /metrics/.test(String(name as string));
}

export const changeSelector: Kind = valueKind(
  'change what a selector selects by',
  (trail, value) =>
    typeof value === 'string' &&
    /(?:^|\.)(?:matchLabels\.[^]*|spec\.selector\.[^]*)$/.test(trail.join('.')) &&
    !trail.includes('data'),
  other,
);

export const changeLabel: Kind = valueKind(
  'change a label that is selected by',
  (trail, value, object) =>
    typeof value === 'string' &&
    trail.at(-2) === 'labels' &&
    /^(?:app\.kubernetes\.io\/(?:name|part-of)|kubernetes\.io\/metadata\.name|app|cnpg\.io\/.*|pod-security\.kubernetes\.io\/enforce)$/.test(
      last(trail),
    ) &&
    ((trail.includes('template') && !/Secret/.test(object.kind)) ||
      object.kind === 'Namespace' ||
      object.kind === 'Service'),
  other,
  (trail, _, __, object, around) =>
    (object.kind === 'Service' || !trail.includes('template')) &&
    !/^(?:pod-security|kubernetes\.io)/.test(last(trail)) &&
    !isSameElsewhere(object, trail, around)
      ? 'nothing in the files says that it is selected by'
      : undefined,
);

export const retarget: Kind = valueKind(
  'retarget a namespace',
  (trail, value) =>
    typeof value === 'string' &&
    ((last(trail) === 'namespace' && trail.at(-2) !== 'labels') ||
      /(?:^|\.)namespaces\.\d+$|matchNames\.\d+$/.test(trail.join('.'))),
  other,
);

/** The selector of a monitor, route or policy made to match everything. */
export const emptySelector: Kind = {
  name: 'empty a selector',
  sites: ({ audited: { json } }) =>
    places(json).filter(
      (trail) =>
        /(?:^|\.)(?:podSelector|namespaceSelector|selector|labelSelector)$/.test(trail.join('.')) &&
        isMap(at(json, trail)) &&
        Object.keys(at(json, trail) as object).length > 0,
    ),
  change: (object, trail, _, around) => ({
    json: edited(object.audited.json, trail, () => ({})),
    what: 'selects everything',
    ...(object.kind === 'NetworkPolicy.networking.k8s.io' &&
      trail.length === 2 &&
      around.twins(object).length === 0 && { undecidable: 'a policy may be for every pod' }),
  }),
};
