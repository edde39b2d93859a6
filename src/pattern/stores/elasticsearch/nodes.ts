/** The nodes, as one node set: each may be master, hold data and ingest (`spec.nodeSets`). */
import type { Resources } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { ContainerResources, Elasticsearch, EnvVar } from '../../manifests';
import type { ExporterSidecar } from '../stateful/exporter';
import type { Storage } from '../stateful/volumes';
import { antiAffinity, topologySpread } from '../../workload/availability';
import { canonical, containerSecurity, imagePullSecrets, nonEmpty, resources } from '../../workload/container';
import { wholeSeconds } from '../../workload/shutdown';

export const HTTP_PORT = 9200;
export const TRANSPORT_PORT = 9300;

/** The user that the image is built for. */
const USER = 1000;

export interface NodeParts {
  readonly count: number;
  readonly storage: Storage;
  readonly resources: ContainerResources;
  readonly pullSecrets: readonly { readonly name: string }[];
  /** `ES_JAVA_OPTS`, if any. */
  readonly heap: readonly EnvVar[];
  readonly exporter: ExporterSidecar | undefined;
  /** Further settings of `elasticsearch.yml`. */
  readonly config: Readonly<Record<string, string | boolean>>;
  /** Whether the operator fills a keystore, in a container of its own. */
  readonly keystore: boolean;
  readonly priorityClass: string | undefined;
}

type NodeSet = NonNullable<Elasticsearch['spec']>['nodeSets'][number];

export function nodeSet(store: Subject, given: NodeParts): NodeSet {
  const { parts, facts, name, labels, selector } = store;
  const { opinions } = facts;
  const { exporter, storage } = given;
  const secrets = exporter?.secrets ?? [];
  const pod: NonNullable<NodeSet['podTemplate']>['spec'] = {
    affinity: antiAffinity(store),
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'elasticsearch',
        env: nonEmpty(given.heap),
        resources: given.resources,
        securityContext: containerSecurity(),
      },
      ...(exporter === undefined ? [] : [exporter.container]),
    ],
    enableServiceLinks: false,
    imagePullSecrets: imagePullSecrets(given.pullSecrets),
    // The operator's own, by its name: what it may take is part of what the pod may take.
    initContainers: [
      'elastic-internal-init-filesystem',
      ...(given.keystore ? ['elastic-internal-init-keystore'] : []),
    ].map((own) => ({
      name: own,
      resources: resources(parts, own.endsWith('keystore') ? KEYSTORE : INIT, {}, opinions),
      securityContext: containerSecurity(),
    })),
    priorityClassName: given.priorityClass,
    securityContext: {
      fsGroup: USER,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsNonRoot: true,
      runAsUser: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: name,
    terminationGracePeriodSeconds: wholeSeconds(opinions.searchStop.value),
    // The label of a Deployment's rollouts does not exist on pods of a StatefulSet.
    topologySpreadConstraints: topologySpread(store).map(({ matchLabelKeys: _, ...rest }) => rest),
  };
  const annotations = secrets.length > 0 ? { 'checksum/secrets': facts.secretChecksum(secrets) } : undefined;
  return {
    name: 'default',
    count: given.count,
    config: {
      // Without it the machine would need another `vm.max_map_count`, which only a privileged container could set.
      'node.store.allow_mmap': false,
      // The databases would be fetched from the internet, which no policy allows.
      'ingest.geoip.downloader.enabled': false,
      ...given.config,
    },
    podTemplate: { metadata: { labels, annotations }, spec: pod },
    volumeClaimTemplates: [
      {
        // The name by which the operator finds the volume of the data.
        metadata: { name: 'elasticsearch-data', labels: selector },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: canonical(storage.size) } },
          storageClassName: storage.class ?? facts.cluster.storageClass,
        },
      },
    ],
  };
}

/** It copies the configuration. */
const INIT: Resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } };

/** It runs the keystore's tool, a Java program. */
const KEYSTORE: Resources = { requests: { cpu: '100m', memory: '384Mi' }, limits: { cpu: '1', memory: '384Mi' } };

/** Two masters need each other: the loss of either stops both. Of four or more, Elasticsearch itself leaves one out of the votes. */
export function refuseTwoMasters({ parts }: Subject, nodes: number): void {
  if (nodes !== 2) return;
  parts.report({
    code: 'LS138',
    path: 'nodes',
    message: '2 nodes need both for a majority, so they tolerate no more failures than 1 node',
    fix: 'Use 1 or 3.',
  });
}
