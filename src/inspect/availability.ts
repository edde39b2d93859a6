/** Disruption budgets, replicas, autoscalers and rollouts as one system: what each allows, the others must leave room for. */
import { append } from '../model/append';
import { catalogOf } from './catalog';
import { found } from './found';
import { get, number, type Node } from './read';
import { scalesOf, type Scale } from './replicas';
import { resolveIntOrPercent } from './int-or-percent';
import { labelSelector } from './catalog/selector';
import { SILENCE, phrase, quotedNames } from '../model/phrase';
import type { CatalogEntry, Pods } from './catalog/entries';
import type { Finding } from '../model/finding';
import type { InspectedEnvironment } from './types';

export function inspectAvailability(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const scales = scalesOf(environment);
  const findings: Finding[] = [];
  const covered = new Map<Pods, CatalogEntry[]>();
  for (const budget of catalog.ofKind('PodDisruptionBudget.policy')) {
    if (budget.source === undefined) continue;
    const selected = catalog.pods
      .select(budget.namespace, labelSelector(get(budget.source.json, 'spec', 'selector')))
      .filter((pods) => !pods.ends);
    for (const pods of selected) {
      append(covered, pods, budget);
    }
    const finding = judgeBudget(budget, selected, scales);
    if (finding !== undefined) findings.push(finding);
  }
  for (const [pods, budgets] of covered) {
    // several definitions of one budget are one
    if (new Set(budgets.map(({ name }) => name)).size < 2 || pods.from.source === undefined) continue;
    findings.push(
      found('LS606', pods.from.source, '')`
        The pods of ${{ from: pods.from.name }} are covered by ${{ count: budgets.length }} PodDisruptionBudgets: ${quotedNames({ budgets: budgets.map(({ name }) => name) })}.
        Keep one of them, or use selectors that do not overlap.`,
    );
  }
  for (const [entry, scale] of scales) {
    if (scale.autoscalers.length > 0) findings.push(...judgeAutoscaling(entry, scale));
    const stuck = judgeRollout(entry);
    if (stuck !== undefined) findings.push(stuck);
  }
  return findings;
}

/** Pods that may be evicted while `replicas` are healthy, as the disruption controller computes it. */
function evictionsAllowed(budget: Node, replicas: number): number | undefined {
  const least = get(budget, 'spec', 'minAvailable');
  if (least !== undefined) {
    const needed = resolveIntOrPercent(least, replicas, Math.ceil);
    return needed === undefined ? undefined : Math.max(0, replicas - needed);
  }
  const most = get(budget, 'spec', 'maxUnavailable');
  return most === undefined ? undefined : resolveIntOrPercent(most, replicas, Math.ceil);
}

function judgeBudget(
  budget: CatalogEntry,
  selected: readonly Pods[],
  scales: ReadonlyMap<CatalogEntry, Scale>,
): Finding | undefined {
  const { json } = budget.source!;
  let least = 0;
  let most = 0;
  for (const { from } of selected) {
    const scale = scales.get(from);
    if (scale === undefined) return undefined;
    least += scale.least;
    most += scale.most;
  }
  const field = get(json, 'spec', 'minAvailable') === undefined ? 'maxUnavailable' : 'minAvailable';
  const value = String(get(json, 'spec', field) as string);
  if (selected.length === 0 && (field === 'maxUnavailable' ? /^0+%?$/ : /^100%$/).test(value)) {
    return found('LS601', budget.source!, `spec.${field}`)`
      PodDisruptionBudget \`${{ budget: budget.name }}\` has \`${{ field }}: ${{ value }}\`, so none of its pods can ever be evicted.
      Use \`maxUnavailable: 1\`.`;
  }
  if (selected.length === 0 || most === 0) return undefined;
  const names = selected.map(({ from }) => from.name).join(' and ');
  if (evictionsAllowed(json, most) === 0) {
    const message =
      field === 'minAvailable'
        ? phrase`PodDisruptionBudget \`${{ budget: budget.name }}\` requires ${{ value }} available pods, but ${{ names }} has at most ${{ most }}: no pod can ever be evicted.`
        : phrase`PodDisruptionBudget \`${{ budget: budget.name }}\` allows ${{ value }} unavailable pods: no pod of ${{ names }} can ever be evicted.`;
    const fix =
      most === 1
        ? phrase`Run at least 2 replicas, or set \`maxUnavailable: 1\` and accept downtime when the node is drained.`
        : phrase`Use \`maxUnavailable: 1\`${field === 'minAvailable' && !value.endsWith('%') ? phrase`, or run at least ${{ value: Number(value) + 1 }} replicas` : SILENCE}.`;
    return found('LS601', budget.source!, `spec.${field}`)`
      ${message}
      ${fix}`;
  }
  if (least > 0 && least < most && evictionsAllowed(json, least) === 0) {
    const fix = value.endsWith('%')
      ? phrase`Use \`maxUnavailable: 1\`.`
      : phrase`Use \`maxUnavailable: 1\`, or raise the autoscaler minimum to at least ${{ value: Number(value) + 1 }}.`;
    return found('LS602', budget.source!, `spec.${field}`)`
      PodDisruptionBudget \`${{ budget: budget.name }}\` requires ${{ value }} available pods, but the autoscaler can scale ${{ names }} down to ${{ least }}, at which no pod can be evicted.
      ${fix}`;
  }
  return undefined;
}

function judgeAutoscaling(entry: CatalogEntry, { autoscalers }: Scale): Finding[] {
  const findings: Finding[] = [];
  const [first] = autoscalers;
  if (first === undefined) return findings;
  const replicas = number(entry.source!.json, 'spec', 'replicas');
  if (replicas !== undefined) {
    findings.push(
      found('LS604', entry.source!, 'spec.replicas')`
        ${{ name: entry.name }} sets ${{ replicas }} replicas, although ${{ kind: first.kind.split('.')[0]! }} \`${{ first: first.name }}\` scales it.
        Leave \`replicas\` out.`,
    );
  }
  if (autoscalers.length > 1) {
    findings.push(
      found('LS605', entry.source!, '')`
        ${{ name: entry.name }} is scaled by ${{ count: autoscalers.length }} autoscalers: ${quotedNames({ autoscalers: autoscalers.map(({ name }) => name) })}.
        Keep one of them; an HPA and a KEDA ScaledObject count as two, because KEDA creates an HPA.`,
    );
  }
  return findings;
}

function judgeRollout(entry: CatalogEntry): Finding | undefined {
  if (entry.kind !== 'Deployment.apps') return undefined;
  const rolling = get(entry.source!.json, 'spec', 'strategy', 'rollingUpdate');
  const isNone = (field: string): boolean => resolveIntOrPercent(get(rolling, field), 1000, Math.ceil) === 0;
  if (!isNone('maxSurge') || !isNone('maxUnavailable')) return undefined;
  return found('LS603', entry.source!, 'spec.strategy.rollingUpdate')`
    The rollout of ${{ name: entry.name }} can neither add a pod (\`maxSurge: 0\`) nor remove one (\`maxUnavailable: 0\`).
    Use \`maxSurge: 1\` with \`maxUnavailable: 0\`.`;
}
