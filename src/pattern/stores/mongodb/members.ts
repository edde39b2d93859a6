/**
 * The members, as what the operator is to change about the StatefulSet that it makes (`spec.statefulSet`): it merges
 * containers, volumes and claims by name over its own (MongoDB community operator 0.9, `pkg/util/merge`).
 */
import { fixed, object, type PropsOf } from '../../../model/shape';
import { anyText } from '../../../model/syntax';
import { resourcesShape, type Resources } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { ContainerResources, PodSpec, StatefulSet, Volume } from '../../manifests';
import type { ExporterSidecar } from '../stateful/exporter';
import type { Storage } from '../stateful/volumes';
import { canonical, containerSecurity, imagePullSecrets, nonEmpty, resources } from '../../workload/container';
import { containerPorts } from '../../workload/ports';
import { wholeSeconds } from '../../workload/shutdown';

export const MONGO_PORT = 27017;

/** Images that the operator would choose itself, by tag; pinned like all others. */
export interface OperatorImages extends PropsOf<typeof operatorImagesProps> {}
const operatorImagesProps = {
  /** Image like quay.io/mongodb/mongodb-agent. Default: `mongodb-agent`. */
  agent: fixed(anyText),
  /** Image like quay.io/mongodb/mongodb-kubernetes-readinessprobe. Default: `mongodb-readinessprobe`. */
  readinessProbe: fixed(anyText),
  /** Image like quay.io/mongodb/mongodb-kubernetes-operator-version-upgrade-post-start-hook. Default: `mongodb-version-upgrade-hook`. */
  versionUpgradeHook: fixed(anyText),
};
export const operatorImagesShape = object<OperatorImages>(operatorImagesProps);

/** The agent of the operator, which configures mongod and answers the readiness probe. */
export interface Agent extends PropsOf<typeof agentProps> {}
const agentProps = {
  /** Default: 50m and 192Mi requested, limits 500m and 512Mi. */
  resources: resourcesShape,
};
export const agentShape = object<Agent>(agentProps);

export interface MemberParts {
  readonly image: string;
  readonly images: OperatorImages | undefined;
  readonly agent: Agent | undefined;
  readonly storage: Storage;
  readonly logs: Partial<Storage> | undefined;
  /** `resources` of mongod. */
  readonly resources: ContainerResources;
  readonly exporter: ExporterSidecar | undefined;
  /** What the exporter reads. */
  readonly volumes: readonly Volume[];
  readonly antiAffinity: 'required' | 'preferred' | undefined;
  readonly priorityClass: string | undefined;
}

/** The user that the images of the operator are built for; its agent writes the key file that mongod, as the same user, reads. */
const USER = 2000;

/** Names of members, which are those of their pods. */
export function memberNames(name: string, members: number): readonly string[] {
  return Array.from({ length: members }, (_, ordinal) => `${name}-${ordinal}`);
}

/** `spec.statefulSet.spec`. */
export function memberOverrides(mongo: Subject, given: MemberParts) {
  const { parts, facts, name, labels, selector } = mongo;
  const { opinions } = facts;
  const { exporter, images = {}, storage, logs = {} } = given;
  const pinned = {
    mongod: facts.image(given.image),
    agent: facts.image(images.agent ?? 'mongodb-agent'),
    probe: facts.image(images.readinessProbe ?? 'mongodb-readinessprobe'),
    hook: facts.image(images.versionUpgradeHook ?? 'mongodb-version-upgrade-hook'),
  };
  const pulls = [...Object.values(pinned), ...(exporter === undefined ? [] : [exporter])].flatMap(
    ({ pullSecrets }) => pullSecrets,
  );
  const container = (own: string, image: keyof typeof pinned, amounts: ContainerResources) => ({
    name: own,
    image: pinned[image].reference,
    imagePullPolicy: 'IfNotPresent' as const,
    resources: amounts,
    securityContext: containerSecurity(),
  });
  const small = resources(parts, SMALL, {}, opinions);
  const secrets = exporter?.secrets ?? [];
  const pod: Partial<PodSpec> = {
    affinity: apart(mongo, given.antiAffinity),
    automountServiceAccountToken: true,
    containers: [
      {
        ...container('mongod', 'mongod', given.resources),
        ports: containerPorts([{ name: 'mongodb', container: MONGO_PORT, service: MONGO_PORT }]),
      },
      {
        ...container('mongodb-agent', 'agent', agentResources(mongo, given.agent)),
        // Only its times: what it asks is the operator's. Each try waits for the API server.
        readinessProbe: {
          initialDelaySeconds: 5,
          periodSeconds: wholeSeconds(opinions.probePeriod.value),
          timeoutSeconds: 5,
          successThreshold: 1,
          failureThreshold: 40,
        },
      },
      ...(exporter === undefined ? [] : [exporter.container]),
    ],
    enableServiceLinks: false,
    imagePullSecrets: imagePullSecrets(pulls),
    initContainers: [
      container('mongod-posthook', 'hook', small),
      container('mongodb-agent-readinessprobe', 'probe', small),
    ],
    priorityClassName: given.priorityClass,
    securityContext: {
      fsGroup: USER,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsNonRoot: true,
      runAsUser: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: name,
    terminationGracePeriodSeconds: wholeSeconds(opinions.storeDrain.value),
    volumes: nonEmpty(given.volumes),
    // One constraint, never two: the operator keeps them in a map without order, and another order rolls the members.
    topologySpreadConstraints: [
      {
        labelSelector: { matchLabels: selector },
        maxSkew: opinions.spreadMaxSkew.value,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
      },
    ],
  };
  const annotations = secrets.length > 0 ? { 'checksum/secrets': facts.secretChecksum(secrets) } : undefined;
  return {
    template: { metadata: { labels, annotations }, spec: pod },
    volumeClaimTemplates: [
      claim(mongo, 'data-volume', storage.size, storage.class),
      claim(mongo, 'logs-volume', logs.size ?? opinions.databaseLogs.value, logs.class ?? storage.class),
    ],
  };
}

/** They copy one file each. */
const SMALL: Resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '64Mi' } };

function agentResources({ parts, facts }: Subject, { resources: given = {} }: Agent = {}): ContainerResources {
  const amounts = {
    requests: { cpu: '50m', memory: '192Mi', ...given.requests },
    limits: { cpu: '500m', memory: '512Mi', ...given.limits },
  };
  return resources(parts, amounts, {}, facts.opinions);
}

/** Members keep away from each other's nodes. */
function apart({ facts, selector }: Subject, given: MemberParts['antiAffinity']): PodSpec['affinity'] {
  const term = { labelSelector: { matchLabels: selector }, topologyKey: 'kubernetes.io/hostname' };
  return {
    podAntiAffinity:
      (given ?? facts.opinions.databaseAntiAffinity.value) === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}

function claim({ facts, selector }: Subject, name: string, size: string, given: string | undefined): Claim {
  return {
    metadata: { name, labels: selector },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: canonical(size) } },
      storageClassName: given ?? facts.cluster.storageClass,
    },
  };
}

type StatefulSetSpec = NonNullable<StatefulSet['spec']>;
type Claim = NonNullable<StatefulSetSpec['volumeClaimTemplates']>[number];
