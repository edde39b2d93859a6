/**
 * Rules of good practice that can be decided on files. The list below is all of them: a rule that is not in it does not run.
 * What a pod or container is found to be holds for every environment that shares it, so it is judged once.
 */
import { catalogOf } from '../catalog';
import { found } from '../found';
import { POD_TEMPLATES } from '../kinds';
import { pathOf, type Trail } from '../place';
import { isMap, list, text } from '../read';
import { podSubject, type ContainerSubject, type PodSubject, type Rule, type Say } from './rule';
import { RULES } from './rules';
import type { Pods } from '../entries';
import type { Finding } from '../../model/finding';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment } from '../types';

export { RULES } from './rules';
export type { Rule } from './rule';

const of = <On extends Rule['on']>(on: On) => RULES.filter((rule): rule is Extract<Rule, { on: On }> => rule.on === on);
const CONTAINER_RULES = of('container');
const POD_RULES = of('pod');
const ENVIRONMENT_RULES = of('environment');
const OBJECT_RULES = new Map<string, Extract<Rule, { on: 'object' }>[]>();
for (const rule of of('object')) for (const kind of rule.kinds) OBJECT_RULES.set(kind, [...(OBJECT_RULES.get(kind) ?? []), rule]);

/** Pod specs about which no rule says anything: environments share them by reference. */
const clean = new WeakMap<JsonObject, string>();

export function inspectPolicy(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const findings: Finding[] = [];
  for (const pods of catalog.pods.all) judgePods(pods, findings);
  for (const entry of catalog.files) {
    const { json } = entry.source!;
    for (const rule of OBJECT_RULES.get(entry.kind) ?? []) {
      const say: Say = (trail, message, fix) => findings.push(found(rule.code, entry.source!, pathOf(json, trail), message, fix));
      rule.judge(json, say, entry);
    }
  }
  for (const rule of ENVIRONMENT_RULES) {
    rule.judge(environment, (entry, trail, message, fix) => {
      if (entry.source !== undefined) findings.push(found(rule.code, entry.source, pathOf(entry.source.json, trail), message, fix));
    });
  }
  return findings;
}

function judgePods(pods: Pods, findings: Finding[]): void {
  const pod = podSubject(pods);
  const { source } = pods.from;
  const template = POD_TEMPLATES[pods.from.kind];
  if (pod === undefined || source === undefined || template === undefined || clean.get(pod.spec) === pods.from.kind) return;
  const before = findings.length;
  const root = [...template, 'spec'];
  const say =
    (rule: Rule, at: Trail): Say =>
    (trail, message, fix) =>
      findings.push(found(rule.code, source, pathOf(source.json, [...at, ...trail]), message, fix));
  for (const rule of POD_RULES) rule.judge(pod, say(rule, root));
  for (const [container, at] of containersOf(pod)) for (const rule of CONTAINER_RULES) rule.judge(container, say(rule, [...root, ...at]));
  if (findings.length === before) clean.set(pod.spec, pods.from.kind);
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
