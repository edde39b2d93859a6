/** Images that are not pinned: what a tag means can change under a running system (law 6). */
import { isPinned } from '../image-reference';
import { knownKind, POD_TEMPLATES } from '../kinds';
import { get, list, text, type JsonObject, type Report, type Trail } from './report';

export function checkImages(kind: string, json: JsonObject, report: Report): void {
  for (const path of knownKind(kind)?.fields?.images ?? []) check(text(json, ...path), path, report);
  const template = POD_TEMPLATES[kind];
  if (template === undefined) return;
  for (const field of ['initContainers', 'containers']) {
    const path = [...template, 'spec', field];
    list(get(json, ...path)).forEach((container, index) =>
      check(text(container, 'image'), [...path, index, 'image'], report),
    );
  }
}

function check(image: string | undefined, at: Trail, report: Report): void {
  if (image === undefined || image === '' || isPinned(image)) return;
  const tag = /:([^:/@]+)$/.exec(image)?.[1];
  const why =
    tag === undefined || tag === 'latest'
      ? 'runs the most recently pushed image'
      : `runs the image that the tag \`${tag}\` refers to when a pod starts`;
  report('LS554', at)`
    Image \`${{ image }}\` ${{ why }}.
    Pin it by digest: \`name:tag@sha256:…\`; constructs of the pattern read it from images.lock.yaml.`;
}
