/** What the name of an image says, wherever it is pulled from. */

/** `redis` of `docker.io/bitnami/redis:8@sha256:…`. */
export function imageName(reference: string): string {
  const path = reference.split('@')[0]!.replace(/:[^:/]*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Tag of a reference, if it has one. */
export function imageTag(reference: string): string | undefined {
  return /:([^:/@]+)(?:@.*)?$/.exec(reference)?.[1];
}

export function isPinned(reference: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(reference);
}
