/**
 * Parity of environments of which nobody declared how they are to differ: every difference is either one that environments
 * are there for (namespace, host, replicas, sizes, tag of an image, values), or one that someone should review.
 */
import { listed } from '../../model/words';
import { found } from '../found';
import { objectName, plainKind } from '../kinds/names';
import { align, type AlignedObjects } from './alignment';
import { keyedDifferences } from './keyed-differences';
import { inOtherNamespace } from './other-namespace';
import { judgeDifference } from './suspicious';
import type { Suspicion } from './suspicion';
import { effectiveRules } from './effective-rules';
import { comparableTexts } from './comparable-texts';
import { text } from '../read';
import { structuralDifferences, type Plain } from './structure';
import { isProduction, withoutStage } from './environment-names';
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

/**
 * Above this share of objects that are not built alike, environments were not written to be alike, and nothing follows from one
 * difference more; below so many objects, each counts.
 */
const ALIKE = 1 / 5;
const FEW = 5;
/** One, or one that replaces another. */
const FEW_PARTS = 2;

/** @param environments of one system, in the order in which changes reach them */
export function inspectUndeclared(environments: readonly InspectedEnvironment[]): Finding[] {
  if (environments.length < 2) return [];
  const names = environments.map(({ environment }) => environment);
  const rows = align(environments);
  const compared = comparable(rows, names.length);
  const without = names.map(withoutStage);
  const plain = comparableTexts(environments);
  const known = environments.map(
    ({ objects }) => new Set(objects.map(({ json }) => text(json, 'metadata', 'name') ?? '')),
  );
  const judged = rows.map((row) => differences(row, names, without, plain, known));
  const different = judged.filter(({ structure }) => structure.length > 0).length;
  const similar = different <= Math.max(FEW, rows.length * ALIKE);
  const findings = rows.flatMap((row, index) => {
    const missing = missingObject(row, names, compared);
    const { findings, structure, few } = judged[index]!;
    return [...(missing === undefined ? [] : [missing]), ...findings, ...(similar ? [...structure, ...few] : [])];
  });
  return similar ? [...findings, ...inOtherNamespace(rows, names)] : findings;
}

/** Whether each environment has enough in common with the others for what it lacks to mean something. */
function comparable(rows: readonly AlignedObjects[], count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, index) => {
    const own = rows.filter(({ objects }) => objects[index] !== undefined);
    const common = own.filter(({ objects }) =>
      objects.some((object, other) => other !== index && object !== undefined),
    );
    return own.length > 0 && common.length >= own.length * COMPARABLE;
  });
}

function missingObject(
  { kind, objects }: AlignedObjects,
  names: readonly string[],
  compared: readonly boolean[],
): Finding | undefined {
  const having = names.filter((_, index) => objects[index] !== undefined);
  const lacking = names.filter((_, index) => objects[index] === undefined && compared[index]);
  const sample = [...objects].reverse().find((object) => object !== undefined);
  if (lacking.length === 0 || sample === undefined || having.every((name) => !compared[names.indexOf(name)]))
    return undefined;
  const isFirst = lacking.every((name, index) => name === names[index]);
  if (FOR_PRODUCTION.has(kind) && isFirst && !lacking.some(isProduction)) return undefined;
  const name = objectName(sample.json).slice(objectName(sample.json).indexOf('/') + 1);
  return {
    ...found('LS861', sample, '')`
      ${{ kind: plainKind(kind) }} \`${{ name }}\` is in ${{ having: listed(having) }}, but not in ${{ lacking: listed(lacking) }}.
      Add it to ${{ lacking: listed(lacking) }}, or accept the finding with the reason that it is not needed there.`,
    environments: lacking,
  };
}

interface Differences {
  readonly findings: readonly Finding[];
  /** Those that say something where environments are alike otherwise. */
  readonly structure: readonly Finding[];
  /** Parts that the first environment lacks or has alone, where they are so few that nobody meant it. */
  readonly few: readonly Finding[];
}

const NONE: Differences = { findings: [], structure: [], few: [] };

function differences(
  { kind, objects }: AlignedObjects,
  names: readonly string[],
  without: readonly ((text: string) => string)[],
  texts: readonly Plain[],
  known: readonly ReadonlySet<string>[],
): Differences {
  const there = names.flatMap((_, index) => (objects[index] === undefined ? [] : [index]));
  if (there.length < 2) return NONE;
  const findings: Finding[] = [];
  const structure: Finding[] = [];
  const few: Finding[] = [];
  const own = there.map((index) => names[index]!);
  const stageless = there.map((index) => without[index]!);
  const plain = there.map((index) => texts[index]!);
  const meant = effectiveRules(
    there.map((index) => objects[index]),
    there.map((index) => known[index]!),
  );
  keyedDifferences(
    there.map((index) => objects[index]!.json),
    (difference) => {
      if (difference.keys[0] === 'status') return;
      const suspicions = judgeDifference(kind, difference, own, stageless);
      const findingOf = ({ code, at, message, fix }: Suspicion): Finding => ({
        ...found(code, objects[there[at]!]!, difference.path)`
          ${message}
          ${fix}`,
        environments: [own[at]!],
      });
      findings.push(...suspicions.map(findingOf));
      if (suspicions.length > 0) return;
      for (const suspicion of structuralDifferences(kind, difference, own, plain, meant))
        (suspicion.ifAlone ? few : structure).push(findingOf(suspicion));
    },
  );
  return { findings, structure, few: few.length <= FEW_PARTS ? few : [] };
}
