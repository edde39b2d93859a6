/**
 * Rules of good practice that can be decided on files. The list below is all of them: a rule that is not in it does not run.
 * What a pod or container is found to be holds for every environment that shares it, so it is judged once.
 */
import { catalogOf } from '../catalog';
import { found } from '../found';
import { POD_TEMPLATES } from '../kinds';
import { pathOf, type Trail } from '../place';
import { isMap, list, text } from '../read';
import { podSubject, type ContainerSubject, type PodSubject, type Rule } from './rule';
import { RULES } from './rules';
import type { FileEntry, Pods } from '../entries';
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

/** What no rule says anything about: pod specs, by the kind that they are judged as, and objects, whatever their namespace. */
const clean = { pods: new WeakMap<JsonObject, string>(), objects: new WeakSet<JsonObject>() };

export function inspectPolicy(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const findings: Finding[] = [];
  for (const pods of catalog.pods.all) judgePods(pods, findings);
  for (const entry of catalog.files) judgeObject(entry, findings);
  for (const rule of ENVIRONMENT_RULES) {
    rule.judge(environment, ({ source }, trail, message, fix) => {
      if (source !== undefined) findings.push(found(rule.code, source, pathOf(source.json, trail), message, fix));
    });
  }
  return findings;
}

function judgePods(pods: Pods, findings: Finding[]): void {
  const pod = podSubject(pods);
  const { source } = pods.from;
  const template = POD_TEMPLATES[pods.from.kind];
  if (pod === undefined || source === undefined || template === undefined || clean.pods.get(pod.spec) === pod.kind) return;
  const before = findings.length;
  const report = (rule: Rule, at: Trail, message: string, fix: string) =>
    findings.push(found(rule.code, source, pathOf(source.json, [...template, 'spec', ...at]), message, fix));
  for (const rule of POD_RULES) rule.judge(pod, (trail, message, fix) => report(rule, trail, message, fix));
  for (const [container, at] of containersOf(pod)) {
    for (const rule of CONTAINER_RULES) rule.judge(container, (trail, message, fix) => report(rule, [...at, ...trail], message, fix));
  }
  if (findings.length === before) clean.pods.set(pod.spec, pod.kind);
}

function judgeObject({ kind, source, first }: FileEntry, findings: Finding[]): void {
  const known = clean.objects.has(first);
  const before = findings.length;
  for (const rule of OBJECT_RULES.get(kind) ?? []) {
    if (known && rule.readsNamespace !== true) continue;
    rule.judge(source.json, (trail, message, fix) => findings.push(found(rule.code, source, pathOf(source.json, trail), message, fix)));
  }
  if (findings.length === before) clean.objects.add(first);
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
