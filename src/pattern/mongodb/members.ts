/**
 * The members, as what the operator is to change about the StatefulSet that it makes (`spec.statefulSet`): it merges
 * containers, volumes and claims by name over its own (MongoDB community operator 0.9, `pkg/util/merge`).
 */
import type { Normal } from '../../model/fields';
import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { absent, combine } from '../../model/varying';
import { canonical, containerSecurity, orUsual, resources, type Resources, resourcesShape } from '../container';
import type { Identity } from '../identity';
import { or } from '../per-environment';
import { containerPorts } from '../ports';
import { wholeSeconds } from '../probes';
import type { Sidecar } from '../stateful/exporter';
import type { Storage } from '../stateful/volumes';

export const MONGO_PORT = 27017;

/** Images that the operator would choose itself, by tag; pinned like all others. */
export interface OperatorImages {
  /** Image like quay.io/mongodb/mongodb-agent. Default: `mongodb-agent`. */
  readonly agent?: string;
  /** Image like quay.io/mongodb/mongodb-kubernetes-readinessprobe. Default: `mongodb-readinessprobe`. */
  readonly readinessProbe?: string;
  /** Image like quay.io/mongodb/mongodb-kubernetes-operator-version-upgrade-post-start-hook. Default: `mongodb-version-upgrade-hook`. */
  readonly versionUpgradeHook?: string;
}
export const operatorImagesShape: Shape = object<OperatorImages>({
  agent: fixed(anyText),
  readinessProbe: fixed(anyText),
  versionUpgradeHook: fixed(anyText),
});

/** The agent of the operator, which configures mongod and answers the readiness probe. */
export interface Agent {
  /** Default: 50m and 192Mi requested, limits 500m and 512Mi. */
  readonly resources?: Resources;
}
export const agentShape: Shape = object<Agent>({ resources: resourcesShape });

export interface MemberParts {
  readonly image: string;
  readonly images: Normal<OperatorImages>;
  readonly agent: Normal<Agent>;
  readonly storage: Normal<Storage>;
  readonly logs: Normal<Partial<Storage>>;
  /** `resources` of mongod. */
  readonly resources: Record<string, unknown>;
  readonly exporter: Sidecar | undefined;
  /** What the exporter reads. */
  readonly volumes: readonly unknown[];
  readonly antiAffinity: unknown;
  readonly priorityClass: unknown;
  readonly podAnnotations: Readonly<Record<string, unknown>>;
}

/** The user that the images of the operator are built for; its agent writes the key file that mongod, as the same user, reads. */
const USER = 2000;

/** Names of members, which are those of their pods. */
export function memberNames(name: string, members: unknown): unknown {
  return combine({ members }, (own) =>
    Array.from({ length: Number(own.members) }, (_, ordinal) => `${name}-${ordinal}`),
  );
}

/** `spec.statefulSet.spec`. */
export function memberOverrides(identity: Identity, parts: MemberParts): Record<string, unknown> {
  const { platform, name, labels } = identity;
  platform.tenancy.accounts.add(name);
  const { opinions } = platform;
  const { agent, readinessProbe, versionUpgradeHook } = parts.images;
  const pin = (image: string) => platform.images.pin(identity.construct, image, name);
  const images = {
    mongod: pin(parts.image),
    agent: pin((agent as string | undefined) ?? 'mongodb-agent'),
    probe: pin((readinessProbe as string | undefined) ?? 'mongodb-readinessprobe'),
    hook: pin((versionUpgradeHook as string | undefined) ?? 'mongodb-version-upgrade-hook'),
  };
  const pullSecrets = [
    ...new Set(
      [...Object.values(images), ...(parts.exporter === undefined ? [] : [parts.exporter])].flatMap((image) =>
        image.pullSecrets.map(({ secret }) => secret),
      ),
    ),
  ];
  const container = (own: string, image: keyof typeof images, amounts: Record<string, unknown>) => ({
    name: own,
    image: images[image].reference,
    imagePullPolicy: 'IfNotPresent',
    resources: amounts,
    securityContext: containerSecurity(),
  });
  const small = resources(identity.construct, SMALL, {}, opinions);
  return {
    template: {
      metadata: { labels, ...(Object.keys(parts.podAnnotations).length > 0 && { annotations: parts.podAnnotations }) },
      spec: {
        affinity: apart(identity, parts.antiAffinity),
        automountServiceAccountToken: true,
        containers: [
          {
            ...container('mongod', 'mongod', parts.resources),
            ports: containerPorts([{ name: 'mongodb', container: MONGO_PORT, service: MONGO_PORT }]),
          },
          {
            ...container('mongodb-agent', 'agent', agentResources(identity, parts.agent)),
            readinessProbe: readiness(identity),
          },
          ...(parts.exporter === undefined ? [] : [parts.exporter.container]),
        ],
        enableServiceLinks: false,
        ...(pullSecrets.length > 0 && { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) }),
        initContainers: [
          container('mongod-posthook', 'hook', small),
          container('mongodb-agent-readinessprobe', 'probe', small),
        ],
        ...(parts.priorityClass !== undefined && { priorityClassName: parts.priorityClass }),
        securityContext: {
          fsGroup: USER,
          fsGroupChangePolicy: 'OnRootMismatch',
          runAsNonRoot: true,
          runAsUser: USER,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        serviceAccountName: name,
        terminationGracePeriodSeconds: wholeSeconds(opinions.storeDrain.value),
        ...(parts.volumes.length > 0 && { volumes: parts.volumes }),
        // One constraint, never two: the operator keeps them in a map without order, and another order rolls the members.
        topologySpreadConstraints: [
          {
            labelSelector: { matchLabels: identity.selector },
            maxSkew: opinions.spreadMaxSkew.value,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
          },
        ],
      },
    },
    volumeClaimTemplates: [
      claim(identity, 'data-volume', parts.storage.size, parts.storage.class),
      claim(identity, 'logs-volume', or(parts.logs.size, opinions.databaseLogs.value), parts.logs.class),
    ],
  };
}

/** They copy one file each. */
const SMALL = {
  requests: { cpu: '10m', memory: '16Mi' },
  limits: { cpu: '100m', memory: '64Mi' },
} as Normal<Resources>;

function agentResources(
  { construct, platform }: Identity,
  { resources: given = {} }: Normal<Agent>,
): Record<string, unknown> {
  const amounts = orUsual(given, {
    requests: { cpu: '50m', memory: '192Mi' },
    limits: { cpu: '500m', memory: '512Mi' },
  });
  return resources(construct, amounts, {}, platform.opinions);
}

/** Only its times: what it asks is the operator's. Each try waits for the API server. */
function readiness({ platform }: Identity): Record<string, unknown> {
  const { probePeriod } = platform.opinions;
  return {
    initialDelaySeconds: 5,
    periodSeconds: wholeSeconds(probePeriod.value),
    timeoutSeconds: 5,
    successThreshold: 1,
    failureThreshold: 40,
  };
}

/** Members keep away from each other's nodes. */
function apart({ platform, selector }: Identity, given: unknown): Record<string, unknown> {
  const term = { labelSelector: { matchLabels: selector }, topologyKey: 'kubernetes.io/hostname' };
  const kind = or(given, platform.opinions.databaseAntiAffinity.value);
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: combine({ kind }, (own) =>
        own.kind === 'required' ? [term] : absent,
      ),
      preferredDuringSchedulingIgnoredDuringExecution: combine({ kind }, (own) =>
        own.kind === 'required' ? absent : [{ weight: 100, podAffinityTerm: term }],
      ),
    },
  };
}

function claim({ platform, selector }: Identity, name: string, size: unknown, given: unknown): Record<string, unknown> {
  const storageClassName = or(given, platform.cluster.storageClass);
  return {
    metadata: { name, labels: selector },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: canonical(size) } },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  };
}
