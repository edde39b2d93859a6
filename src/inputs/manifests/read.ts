/** Kubernetes objects in the text of one file: several documents, lists of objects, JSON; and why the rest is none. */
import { findingAbout, type Finding } from '../../model/finding';
import { worded } from '../../model/phrase';
import { isObject, type Json, type JsonObject } from '../../model/json';
import { readBlock } from './block';
import { readDocuments, type Fault } from './document';
import { chunksOf, LARGEST_DOCUMENT, lineAndColumn } from './text';

export interface ManifestObject {
  readonly json: JsonObject;
  /** Offset of the part of the file that holds its document. */
  readonly start: number;
  /** Number of the document within that part. */
  readonly document: number;
  /** Way to the object in its document: `['items', 3]` in a list. */
  readonly within: readonly (string | number)[];
}

export interface ManifestFile {
  readonly objects: readonly ManifestObject[];
  readonly findings: readonly Finding[];
  /** Why one or all of its documents are not manifests, each reason once. */
  readonly skipped: readonly string[];
}

/** Templates of Helm; other tools write `{{ … }}` inside of strings, which reads as YAML. */
const HELM = /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities)\b|include\s+"|template\s+")/;
/** Configuration files of tools, which look like manifests and are applied to no cluster. */
const OF_TOOLS =
  /^(?:kustomize\.config\.k8s\.io|kind\.x-k8s\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kubeproxy\.config\.k8s\.io|kubescheduler\.config\.k8s\.io|apiserver\.config\.k8s\.io|apiserver\.k8s\.io|audit\.k8s\.io|client\.authentication\.k8s\.io|skaffold|eksctl\.io|k3d\.io|minikube\.sigs\.k8s\.io|ctlptl\.dev|backstage\.io|config\.kubernetes\.io|chart\.helm\.sh|krew\.googlecontainertools\.github\.com|install\.istio\.io)(?:\/|$)/;

/** @param file as findings name it */
export function readManifests(file: string, text: string): ManifestFile {
  if (HELM.test(text)) {
    const at = lineAndColumn(text, HELM.exec(text)!.index);
    return { objects: [], skipped: [], findings: [templateFinding(`${file}:${at}`)] };
  }
  if (/\.json$/i.test(file)) return readJson(file, text);
  const found: Gathered = { objects: [], findings: [], skipped: new Set() };
  for (const chunk of chunksOf(text)) {
    if (chunk.text.length > LARGEST_DOCUMENT) {
      found.findings.push(tooLarge(`${file}:${lineAndColumn(text, chunk.start)}`, chunk.text.length));
      continue;
    }
    const simple = readBlock(chunk.text);
    const documents = simple === undefined ? readDocuments(chunk.text) : [{ value: simple, faults: [] }];
    documents.forEach(({ value, faults }, document) => {
      for (const fault of faults) found.findings.push(findingOf(fault, file, text, chunk.start));
      if (value !== undefined) gather(value, { start: chunk.start, document, within: [] }, found);
    });
  }
  return { ...found, skipped: [...found.skipped] };
}

interface Gathered {
  readonly objects: ManifestObject[];
  readonly findings: Finding[];
  readonly skipped: Set<string>;
}

function readJson(file: string, text: string): ManifestFile {
  let value: Json;
  try {
    value = withoutNulls(JSON.parse(text)) as Json;
  } catch (error) {
    // configuration of editors and compilers is JSON with comments; only what is meant for a cluster has to be read
    if (!/"apiVersion"\s*:/.test(text)) return { objects: [], findings: [], skipped: ['JSON without apiVersion'] };
    if (error instanceof RangeError)
      return {
        objects: [],
        skipped: [],
        findings: [
          findingAbout({ code: 'LS855', file })`
            it is nested too deeply
            Reduce the nesting; the API server rejects such manifests.`,
        ],
      };
    return {
      objects: [],
      skipped: [],
      findings: [
        findingAbout({ code: 'LS852', file })`
          invalid JSON: ${{ problem: (error as Error).message }}
          Fix it at that position.`,
      ],
    };
  }
  const found: Gathered = { objects: [], findings: [], skipped: new Set() };
  gather(value, { start: 0, document: 0, within: [] }, found);
  return { ...found, skipped: [...found.skipped] };
}

function gather(value: Json, at: Omit<ManifestObject, 'json'>, found: Gathered): void {
  if (!isObject(value)) {
    found.skipped.add(
      value === undefined || typeof value !== 'object' ? 'a document that is not a map' : 'a document that is a list',
    );
    return;
  }
  const json = value as JsonObject;
  const { apiVersion, kind } = json;
  if (apiVersion === undefined && (kind === undefined || json.metadata === undefined)) {
    found.skipped.add('neither apiVersion nor kind');
  } else if (
    typeof apiVersion === 'string' &&
    (OF_TOOLS.test(apiVersion) || (apiVersion === 'v1' && kind === 'Config'))
  ) {
    found.skipped.add(`tool configuration (${apiVersion} ${typeof kind === 'string' ? kind : ''})`);
  } else if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(json.items)) {
    (json.items as readonly Json[]).forEach((item, index) => {
      if (item !== null)
        gather(
          isObject(item) ? itemOf(item as JsonObject, apiVersion, kind) : item,
          { ...at, within: [...at.within, 'items', index] },
          found,
        );
    });
  } else {
    found.objects.push({ ...at, json });
  }
}

/** Items of a `PodList` need not say that they are Pods; those of a `List` have to. */
function itemOf(item: JsonObject, apiVersion: Json | undefined, kind: string): JsonObject {
  if (kind === 'List' || apiVersion === undefined || item['kind'] !== undefined || item['apiVersion'] !== undefined)
    return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  for (const [key, child] of Object.entries(value)) {
    if (child === null || child === undefined) delete value[key];
    else value[key] = withoutNulls(child);
  }
  return value;
}

function findingOf({ code, at, message, fix }: Fault, file: string, text: string, start: number): Finding {
  const place = `${file}:${lineAndColumn(text, start + at)}`;
  return text.includes('{{') && code === 'LS852'
    ? templateFinding(place)
    : { code, file: place, ...worded(message, fix) };
}

function templateFinding(file: string): Finding {
  return findingAbout({ code: 'LS856', file })`
    this is a template, not YAML; its rendered output was not audited
    Render it (\`helm template NAME CHART --output-dir DIR\`) and audit the result, or move it out of the audited directory.`;
}

function tooLarge(file: string, length: number): Finding {
  return findingAbout({ code: 'LS854', file })`
    a document of ${{ mebibytes: Math.ceil(length / 1048576) }} MiB exceeds the limit of ${{ limit: LARGEST_DOCUMENT / 1048576 }} MiB
    Split it; a cluster accepts objects of at most 1.5 MiB.`;
}
