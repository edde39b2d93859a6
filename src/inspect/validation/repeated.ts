/** Duplicate list entries: the intended entry is missing, or the repetition misleads. */
import { isEqual } from '../../model/equal';
import { isMap, list, phrase, type Check, type Json, type Report } from './report';

/** Lists in which a word may occur twice, and those whose entries are checked by name elsewhere. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'args',
  'command',
  'argv',
  'env',
  'ports',
  'volumes',
  'volumeMounts',
  'containers',
  'initContainers',
  'values',
  'status',
]);
/** Longer lists are generated. */
const LONGEST = 200;

export const checkRepeated: Check = (kind, json, report) => {
  // their ports have no names that would distinguish them
  if (kind === 'NetworkPolicy.networking.k8s.io') {
    for (const direction of ['ingress', 'egress']) {
      list(json, 'spec', direction).forEach((rule, index) =>
        judge(list(rule, 'ports') as readonly Json[], ['spec', direction, index, 'ports'], report),
      );
    }
  }
  for (const key of Object.keys(json)) if (key !== 'metadata' && !LEFT_OUT.has(key)) walk(json[key]!, [key], report);
};

function walk(node: Json, trail: (string | number)[], report: Report): void {
  if (Array.isArray(node)) {
    const elements = node as readonly Json[];
    if (elements.length > 1 && elements.length <= LONGEST) judge(elements, trail, report);
    for (let index = 0; index < elements.length; index++) below(elements[index]!, index, trail, report);
    return;
  }
  if (!isMap(node)) return;
  for (const key of Object.keys(node)) {
    if (LEFT_OUT.has(key)) {
      // entries of these are looked into, not compared
      if (key === 'containers' || key === 'initContainers' || key === 'volumes')
        for (const [index, one] of (Array.isArray(node[key]) ? (node[key] as readonly Json[]) : []).entries())
          walk(one, [...trail, key, index], report);
      continue;
    }
    below(node[key]!, key, trail, report);
  }
}

function below(node: Json, step: string | number, trail: (string | number)[], report: Report): void {
  if (typeof node !== 'object') return;
  trail.push(step);
  walk(node, trail, report);
  trail.pop();
}

function judge(elements: readonly Json[], trail: readonly (string | number)[], report: Report): void {
  for (let index = 1; index < elements.length; index++) {
    for (let before = 0; before < index; before++) {
      if (
        typeof elements[index] !== 'object'
          ? elements[index] !== elements[before]
          : !isEqual(elements[index], elements[before])
      )
        continue;
      const text = JSON.stringify(elements[index]);
      report('LS650', [...trail, index])`
        ${text.length > 100 ? phrase`${{ text: text.slice(0, 97) }}…` : { text }} is duplicated in \`${{ field: String(trail.at(-1)) }}\`.
        Remove one of the two, or correct it.`;
      break;
    }
  }
}
