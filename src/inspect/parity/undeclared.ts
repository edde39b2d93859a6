/**
 * Parity of environments of which nobody declared how they are to differ: every difference is either one that environments
 * are there for (namespace, host, replicas, sizes, tag of an image, values), or one that somebody should look at.
 */
import { found } from '../found';
import { objectName, plainKind } from '../kinds';
import { align, type Aligned } from './align';
import { apartByKey } from './apart-by-key';
import { judge } from './suspicious';
import { isProduction, stageless } from './stages';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

/** What environments before production do without, on purpose. */
const FOR_PRODUCTION = new Set([
  'HorizontalPodAutoscaler.autoscaling',
  'VerticalPodAutoscaler.autoscaling.k8s.io',
  'ScaledObject.keda.sh',
  'PodDisruptionBudget.policy',
  'ScheduledBackup.postgresql.cnpg.io',
  'PrometheusRule.monitoring.coreos.com',
  'ServiceMonitor.monitoring.coreos.com',
  'PodMonitor.monitoring.coreos.com',
  'Certificate.cert-manager.io',
  'ResourceQuota',
  'PriorityClass.scheduling.k8s.io',
]);
/** Below this share of common objects, two environments are not two states of one system. */
const COMPARABLE = 1 / 3;

/** @param environments of one system, in the order in which changes reach them */
export function inspectUndeclared(environments: readonly InspectedEnvironment[]): Finding[] {
  if (environments.length < 2) return [];
  const names = environments.map(({ environment }) => environment);
  const rows = align(environments);
  const compared = comparable(rows, names.length);
  const without = names.map(stageless);
  return rows.flatMap((row) => {
    const missing = missingObject(row, names, compared);
    return [...(missing === undefined ? [] : [missing]), ...differences(row, names, without)];
  });
}

/** Whether each environment has enough in common with the others for what it lacks to mean something. */
function comparable(rows: readonly Aligned[], count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, index) => {
    const own = rows.filter(({ objects }) => objects[index] !== undefined);
    const common = own.filter(({ objects }) => objects.some((object, other) => other !== index && object !== undefined));
    return own.length > 0 && common.length >= own.length * COMPARABLE;
  });
}

function missingObject({ kind, objects }: Aligned, names: readonly string[], compared: readonly boolean[]): Finding | undefined {
  const having = names.filter((_, index) => objects[index] !== undefined);
  const lacking = names.filter((_, index) => objects[index] === undefined && compared[index]);
  const sample = [...objects].reverse().find((object) => object !== undefined);
  if (lacking.length === 0 || sample === undefined || having.every((name) => !compared[names.indexOf(name)])) return undefined;
  if (FOR_PRODUCTION.has(kind) && !lacking.some(isProduction)) return undefined;
  const name = objectName(sample.json).slice(objectName(sample.json).indexOf('/') + 1);
  return {
    ...found(
      'LS861',
      sample,
      '',
      `${plainKind(kind)} \`${name}\` is in ${sentence(having)}, and not in ${sentence(lacking)}.`,
      `Add it to ${sentence(lacking)}, or accept the finding with the reason why it is not needed there.`,
    ),
    environments: lacking,
  };
}

function differences({ kind, objects }: Aligned, names: readonly string[], without: readonly ((text: string) => string)[]): Finding[] {
  const there = names.flatMap((_, index) => (objects[index] === undefined ? [] : [index]));
  if (there.length < 2) return [];
  const findings: Finding[] = [];
  const own = there.map((index) => names[index]!);
  const plain = there.map((index) => without[index]!);
  apartByKey(
    there.map((index) => objects[index]!.json),
    (apart) => {
      if (apart.keys[0] === 'status') return;
      for (const { code, at, message, fix } of judge(kind, apart, own, plain)) {
        findings.push({ ...found(code, objects[there[at]!]!, apart.path, message, fix), environments: [own[at]!] });
      }
    },
  );
  return findings;
}

function sentence(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
