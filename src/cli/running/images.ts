/** Images that the objects of an environment run. */
import { isObject } from '../../model/json';

export interface RunningImage {
  /** `ghcr.io/acme/api:1.4.2@sha256:…`. */
  readonly reference: string;
  readonly repository: string;
  readonly digest: string;
}

const PINNED = /^([^\s@]+?)(?::[^/:@]+)?@(sha256:[0-9a-f]{64})$/;

/** Whatever is called an image and pinned by a digest, once each, sorted. */
export function imagesOf(objects: Iterable<unknown>): readonly RunningImage[] {
  const found = new Map<string, RunningImage>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      for (const [key, below] of Object.entries(value)) {
        const [, repository, digest] =
          (typeof below === 'string' && /image(?:Name)?$/i.test(key) && PINNED.exec(below)) || [];
        if (repository !== undefined && digest !== undefined)
          found.set(below as string, { reference: below as string, repository, digest });
        else visit(below);
      }
    }
  };
  for (const object of objects) visit(object);
  return [...found.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
}
