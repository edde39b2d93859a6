/** Names, labels and annotations, after `ValidateObjectMeta` and the name functions of each kind. */
import { isMap, list, map, text } from '../read';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from './grammar';
import { knownKind, POD_TEMPLATES } from '../kinds';
import { plainKind } from '../kinds/names';
import { phrase, type Phrase } from '../../model/phrase';
import type { Check, Report } from './report';
import type { JsonObject } from '../../model/json';
import type { Trail } from '../object-path';

const ANY_NAME = dnsSubdomain();
/** Sum of keys and values. */
const ANNOTATIONS_LIMIT = 256 * 1024;

export const checkMetadata: Check = (kind, json, report) => {
  const name = text(json, 'metadata', 'name');
  if (name === undefined) {
    if (text(json, 'metadata', 'generateName') === undefined) {
      report('LS651', ['metadata', 'name'])`
        ${{ kind: plainKind(kind) }} has no name.
        Set \`metadata.name\`.`;
    }
  } else {
    const wrong = (knownKind(kind)?.name ?? ANY_NAME)(name);
    if (wrong !== undefined)
      report('LS651', ['metadata', 'name'])`
        Name \`${{ name }}\` of the ${{ kind: plainKind(kind) }} ${{ wrong }}.
        Use a valid name.`;
  }
  const wrongNamespace = namespaceProblem(json);
  if (wrongNamespace !== undefined)
    report('LS651', ['metadata', 'namespace'])`
      ${wrongNamespace}
      Use a valid name.`;
  tags(map(json, 'metadata'), ['metadata'], report);
  const template = POD_TEMPLATES[kind];
  if (template !== undefined && template.length > 0)
    tags(map(json, ...template, 'metadata'), [...template, 'metadata'], report);
  list(json, 'spec', 'volumeClaimTemplates').forEach((claim, index) =>
    tags(map(claim, 'metadata'), ['spec', 'volumeClaimTemplates', index, 'metadata'], report),
  );
};

/** What is wrong with the namespace, in which environments differ. */
export function namespaceProblem(json: JsonObject): Phrase | undefined {
  const namespace = text(json, 'metadata', 'namespace');
  const wrong = namespace === undefined ? undefined : dnsLabel(namespace);
  return namespace === undefined || wrong === undefined
    ? undefined
    : phrase`Namespace \`${{ namespace }}\` ${{ wrong }}.`;
}

/** Found clean: the objects of a service share their labels, in every environment. */
const clean = { labels: new WeakSet<JsonObject>(), annotations: new WeakSet<JsonObject>() };
const CHECKS = { labels: checkLabels, annotations: checkAnnotations };

function tags(metadata: JsonObject, trail: Trail, report: Report): void {
  for (const field of ['labels', 'annotations'] as const) {
    const texts = metadata[field];
    if (!isMap(texts) || clean[field].has(texts)) continue;
    let faults = 0;
    CHECKS[field](texts, [...trail, field], (...place) => {
      faults++;
      return report(...place);
    });
    if (faults === 0) clean[field].add(texts);
  }
}

function checkLabels(labels: JsonObject, trail: Trail, report: Report): void {
  for (const key of Object.keys(labels)) {
    const at = [...trail, key];
    const value: unknown = labels[key];
    const wrongKey = qualifiedName(key);
    if (wrongKey !== undefined)
      report('LS652', at)`
        Label key \`${{ key }}\` ${{ wrongKey }}.
        Use a valid key.`;
    if (typeof value !== 'string') {
      report('LS652', at)`
        Label \`${{ key }}\` is ${{ value: JSON.stringify(value) }}, not a string.
        Quote it: \`"${{ value: String(value) }}"\`.`;
    } else {
      const wrong = labelValue(value);
      if (wrong !== undefined)
        report('LS652', at)`
          Value \`${{ value }}\` of label \`${{ key }}\` ${{ wrong }}.
          Use a valid value, or make it an annotation.`;
    }
  }
}

function checkAnnotations(annotations: JsonObject, trail: Trail, report: Report): void {
  let size = 0;
  for (const key of Object.keys(annotations)) {
    const at = [...trail, key];
    const value: unknown = annotations[key];
    const wrongKey = qualifiedName(key.toLowerCase());
    if (wrongKey !== undefined)
      report('LS653', at)`
        Annotation key \`${{ key }}\` ${{ wrongKey }}.
        Use a valid key.`;
    if (typeof value !== 'string') {
      report('LS653', at)`
        Annotation \`${{ key }}\` is ${{ value: JSON.stringify(value) }}, not a string.
        Quote it: \`"${{ value: String(value) }}"\`.`;
    } else {
      size += key.length + Buffer.byteLength(value);
    }
  }
  if (size > ANNOTATIONS_LIMIT) {
    report('LS669', trail)`
      The annotations have ${{ size }} bytes in total; the limit is ${{ limit: ANNOTATIONS_LIMIT }}.
      Move the data to a ConfigMap.`;
  }
}
