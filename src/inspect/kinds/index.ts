/** Every kind that inspection knows by name, and what it knows of each. A kind that is not in this list is read as plain data. */
import { text } from '../read';
import { appProject, application } from './argo/application';
import { rollout } from './argo/rollout';
import { certificate } from './cert-manager/certificate';
import { issuer } from './cert-manager/issuer';
import { cluster } from './cloudnative-pg/cluster';
import { objectStore } from './cloudnative-pg/object-store';
import { OF_CLUSTER } from './cloudnative-pg/of-cluster';
import { pooler } from './cloudnative-pg/pooler';
import { scheduledBackup } from './cloudnative-pg/scheduled-backup';
import { APPLICATIONS } from './elastic/applications';
import { elasticsearch } from './elastic/elasticsearch';
import { kibana } from './elastic/kibana';
import { externalSecret } from './external-secrets/external-secret';
import { secretStore } from './external-secrets/secret-store';
import { canary } from './flagger/canary';
import { gateway } from './gateway-api/gateway';
import { ROUTES } from './gateway-api/routes';
import { destinationRule } from './istio/destination-rule';
import { SECURITY } from './istio/security';
import { virtualService } from './istio/virtual-service';
import { scaledObject } from './keda/scaled-object';
import { triggerAuthentication } from './keda/trigger-authentication';
import { CORE } from './kubernetes/core';
import { TRAFFIC } from './kubernetes/traffic';
import { WORKLOADS } from './kubernetes/workloads';
import { mongodbCommunity } from './mongodb/mongodb-community';
import { alertmanager } from './prometheus-operator/alertmanager';
import { alertmanagerConfig } from './prometheus-operator/alertmanager-config';
import { MONITORS } from './prometheus-operator/monitors';
import { prometheus } from './prometheus-operator/prometheus';
import { prometheusRule } from './prometheus-operator/prometheus-rule';
import { thanosRuler } from './prometheus-operator/thanos-ruler';
import { rabbitmqCluster } from './rabbitmq/rabbitmq-cluster';
import { sealedSecret } from './sealed-secrets/sealed-secret';
import type { JsonObject } from '../../model/json';
import type { Kind, Made, PodSet } from './kind';

export const KINDS: readonly Kind[] = [
  ...WORKLOADS,
  ...CORE,
  ...TRAFFIC,
  appProject,
  application,
  rollout,
  certificate,
  issuer,
  cluster,
  objectStore,
  ...OF_CLUSTER,
  pooler,
  scheduledBackup,
  ...APPLICATIONS,
  elasticsearch,
  kibana,
  externalSecret,
  secretStore,
  canary,
  gateway,
  ...ROUTES,
  destinationRule,
  ...SECURITY,
  virtualService,
  scaledObject,
  triggerAuthentication,
  mongodbCommunity,
  alertmanager,
  alertmanagerConfig,
  ...MONITORS,
  prometheus,
  prometheusRule,
  thanosRuler,
  rabbitmqCluster,
  sealedSecret,
];

const BY_NAME: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.kind, kind]));
const NOTHING: readonly Made[] = [];
const NO_PODS: readonly PodSet[] = [];

/** @param kind `Kind.group` */
export function knownKind(kind: string): Kind | undefined {
  return BY_NAME.get(kind);
}

/** Where workloads of Kubernetes keep the pod template, by kind; an empty list: the object is the pod. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  KINDS.flatMap(({ kind, workload }) => (workload === undefined ? [] : [[kind, workload.template]])),
);

/** Kinds whose pods end by themselves. */
export const RUNS_TO_COMPLETION: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ kind, workload }) => (workload?.ends === true ? [kind] : [])),
);

/** @returns the objects that controllers create from this one, with the keys and ports that are known */
export function madeOf(kind: string, json: JsonObject): readonly Made[] {
  return knownKind(kind)?.makes?.(json, text(json, 'metadata', 'name') ?? '') ?? NOTHING;
}

/** @returns the pods that an operator starts for a custom resource */
export function podsOfOperator(kind: string, json: JsonObject): readonly PodSet[] {
  return knownKind(kind)?.runs?.pods(json, text(json, 'metadata', 'name') ?? '') ?? NO_PODS;
}

const OPERATED_GROUPS: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ kind, runs }) => (runs === undefined ? [] : [kind.slice(kind.indexOf('.') + 1)])),
);

/** Whether the pods of all kinds of a group are known here. */
export function isOperatorKnown(group: string): boolean {
  return OPERATED_GROUPS.has(group);
}

/** Rows of a table by kind, such as the paths of all durations. */
export function rowsOf<T>(of: (kind: Kind) => readonly T[] | undefined): (readonly [kind: string, row: T])[] {
  return KINDS.flatMap((kind) => (of(kind) ?? []).map((row) => [kind.kind, row] as const));
}

/** How many pods a workload or custom resource runs by itself; `undefined` where files do not say. */
export function replicasOf(kind: string, json: JsonObject): number | undefined {
  const known = knownKind(kind);
  if (known?.runs === undefined) return known?.workload?.replicas?.(json);
  const counted = podsOfOperator(kind, json).flatMap(({ replicas }) => (replicas === 'ends' ? [] : [replicas]));
  return counted.length === 0 ? undefined : counted.reduce((sum, replicas) => sum + replicas, 0);
}
