/**
 * Best practices that can be decided on files. `rules/index.ts` lists all of them: a rule that is not in it does not run.
 * What a pod or container is found to be holds for every environment that shares it, so it is judged once.
 */
import { append } from '../../model/append';
import type { MessageAndFix } from '../../model/phrase';
import { inspectPerObject, type ObjectInspection } from '../per-object';
import { found } from '../found';
import { POD_TEMPLATES, RUNS_TO_COMPLETION } from '../kinds';
import { pathOf, type Trail } from '../object-path';
import { isMap, list, map, text } from '../read';
import type { ContainerSubject, PodSubject, Rule } from './rule';
import * as rules from './rules';
import type { FileEntry } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { Code } from '../../model/codes';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment, InspectedObject } from '../types';

/** In the order of their codes. */
export const RULES: readonly Rule[] = Object.values<Rule>(rules).sort((a, b) => (a.code < b.code ? -1 : 1));

const of = <On extends Rule['on']>(on: On) => RULES.filter((rule): rule is Extract<Rule, { on: On }> => rule.on === on);
const CONTAINER_RULES = of('container');
const POD_RULES = of('pod');
const ENVIRONMENT_RULES = of('environment');
const NONE: ReadonlySet<Code> = new Set();
const OBJECT_RULES = new Map<string, Extract<Rule, { on: 'object' }>[]>();
for (const rule of of('object')) for (const kind of rule.kinds) append(OBJECT_RULES, kind, rule);

/** What no rule says anything about: pod specs, by the kind that they are judged as, and objects, whatever their namespace. */
const clean = { pods: new WeakMap<JsonObject, string>(), objects: new WeakSet<JsonObject>() };

/** Pods, then objects, each by itself. */
export const BEST_PRACTICES_PER_OBJECT: readonly ObjectInspection[] = [judgePods, judgeObject];

export function inspectBestPractices(environment: InspectedEnvironment): Finding[] {
  return [
    ...inspectPerObject([environment], BEST_PRACTICES_PER_OBJECT).flat(2),
    ...inspectBestPracticesTogether(environment),
  ];
}

/** The rules that need everything else of the environment in sight. @param without codes of those that others say better */
export function inspectBestPracticesTogether(
  environment: InspectedEnvironment,
  without: ReadonlySet<Code> = NONE,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of ENVIRONMENT_RULES) {
    if (without.has(rule.code)) continue;
    rule.judge(environment, ({ source }, trail) =>
      source === undefined ? () => {} : reported(findings, rule, source, trail),
    );
  }
  return findings;
}

function judgePods(entry: FileEntry, findings: Finding[]): void {
  const { kind, source } = entry;
  const template = POD_TEMPLATES[kind];
  if (template === undefined) return;
  const spec = map(source.json, ...template, 'spec');
  if (clean.pods.get(spec) === kind) return;
  const pod: PodSubject = { workload: entry.name, kind, spec, ends: RUNS_TO_COMPLETION.has(kind) };
  const before = findings.length;
  const at = [...template, 'spec'];
  for (const rule of POD_RULES) rule.judge(pod, (trail) => reported(findings, rule, source, [...at, ...trail]));
  for (const [container, place] of containersOf(pod)) {
    for (const rule of CONTAINER_RULES)
      rule.judge(container, (trail) => reported(findings, rule, source, [...at, ...place, ...trail]));
  }
  if (findings.length === before) clean.pods.set(spec, kind);
}

function judgeObject({ kind, source, first }: FileEntry, findings: Finding[]): void {
  const known = clean.objects.has(first);
  const before = findings.length;
  for (const rule of OBJECT_RULES.get(kind) ?? []) {
    if (known && rule.readsNamespace !== true) continue;
    rule.judge(source.json, (trail) => reported(findings, rule, source, trail));
  }
  if (findings.length === before) clean.objects.add(first);
}

function reported(findings: Finding[], { code }: Rule, source: InspectedObject, trail: Trail): MessageAndFix {
  return (...texts) => findings.push(found(code, source, pathOf(source.json, trail))(...texts));
}

function containersOf(pod: PodSubject): (readonly [ContainerSubject, Trail])[] {
  return ['initContainers', 'containers'].flatMap((field) =>
    list(pod.spec, field).flatMap((container, index) => {
      if (!isMap(container)) return [];
      const init = field === 'initContainers' && text(container, 'restartPolicy') !== 'Always';
      return [[{ pod, container, name: text(container, 'name') ?? String(index), init }, [field, index]] as const];
    }),
  );
}
