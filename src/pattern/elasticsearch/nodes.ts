/** The nodes, as one node set: each may be master, hold data and ingest (`spec.nodeSets`). */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { antiAffinity, topologySpread } from '../availability';
import { canonical, containerSecurity, resources, type Resources } from '../container';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';
import { wholeSeconds } from '../probes';
import type { Sidecar } from '../stateful/exporter';
import type { Storage } from '../stateful/volumes';

export const HTTP_PORT = 9200;
export const TRANSPORT_PORT = 9300;

/** The user that the image is built for. */
const USER = 1000;

export interface NodeParts {
  readonly count: unknown;
  readonly storage: Normal<Storage>;
  readonly resources: Record<string, unknown>;
  readonly pullSecrets: readonly string[];
  /** `ES_JAVA_OPTS`, if any. */
  readonly heap: unknown;
  readonly exporter: Sidecar | undefined;
  /** Further settings of `elasticsearch.yml`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Whether the operator fills a keystore, in a container of its own. */
  readonly keystore: boolean;
  readonly priorityClass: unknown;
  readonly podAnnotations: Readonly<Record<string, unknown>>;
}

export function nodeSet(store: Identity, parts: NodeParts): Record<string, unknown> {
  const { platform, name, labels } = store;
  const { opinions } = platform;
  const storageClassName = or(parts.storage.class, platform.cluster.storageClass);
  return {
    name: 'default',
    count: parts.count,
    config: {
      // Without it the machine would need another `vm.max_map_count`, which only a privileged container could set.
      'node.store.allow_mmap': false,
      // The databases would be fetched from the internet, which no policy allows.
      'ingest.geoip.downloader.enabled': false,
      ...parts.config,
    },
    podTemplate: {
      metadata: { labels, ...(Object.keys(parts.podAnnotations).length > 0 && { annotations: parts.podAnnotations }) },
      spec: {
        affinity: antiAffinity(store),
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'elasticsearch',
            ...(parts.heap !== undefined && { env: [parts.heap] }),
            resources: parts.resources,
            securityContext: containerSecurity(),
          },
          ...(parts.exporter === undefined ? [] : [parts.exporter.container]),
        ],
        enableServiceLinks: false,
        ...(parts.pullSecrets.length > 0 && {
          imagePullSecrets: parts.pullSecrets.map((secret) => ({ name: secret })),
        }),
        // The operator's own, by its name: what it may take is part of what the pod may take.
        initContainers: [
          'elastic-internal-init-filesystem',
          ...(parts.keystore ? ['elastic-internal-init-keystore'] : []),
        ].map((own) => ({
          name: own,
          resources: resources(store.construct, own.endsWith('keystore') ? KEYSTORE : INIT, {}, opinions),
          securityContext: containerSecurity(),
        })),
        ...(parts.priorityClass !== undefined && { priorityClassName: parts.priorityClass }),
        securityContext: {
          fsGroup: USER,
          fsGroupChangePolicy: 'OnRootMismatch',
          runAsNonRoot: true,
          runAsUser: USER,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        serviceAccountName: name,
        terminationGracePeriodSeconds: wholeSeconds(opinions.searchStop.value),
        topologySpreadConstraints: topologySpread(store).map((constraint) => withoutRevision(constraint)),
      },
    },
    volumeClaimTemplates: [
      {
        // The name by which the operator finds the volume of the data.
        metadata: { name: 'elasticsearch-data', labels: store.selector },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: canonical(parts.storage.size) } },
          ...(storageClassName !== undefined && { storageClassName }),
        },
      },
    ],
  };
}

/** It copies the configuration. */
const INIT = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '100m', memory: '64Mi' },
} as Normal<Resources>;

/** It runs the keystore's tool, a Java program. */
const KEYSTORE = {
  requests: { cpu: '100m', memory: '384Mi' },
  limits: { cpu: '1', memory: '384Mi' },
} as Normal<Resources>;

/** The label of a Deployment's rollouts does not exist on pods of a StatefulSet. */
function withoutRevision(constraint: unknown): unknown {
  const { matchLabelKeys: _, ...rest } = constraint as Record<string, unknown>;
  return rest;
}

/** Two masters need each other: the loss of either stops both. Of four or more, Elasticsearch itself leaves one out of the votes. */
export function refuseTwoMasters(store: Identity, nodes: unknown): void {
  inEachEnvironment(store, { nodes }, (own, where) => {
    if (own.nodes !== 2) return;
    report(store.construct, {
      code: 'LS138',
      path: 'nodes',
      ...where,
      message: '2 nodes need 2 for a majority, so they survive no more failures than 1',
      fix: 'Give 1 or 3.',
    });
  });
}
