import { list, text, type Node } from '../read';

/** A file of its own may say anything. */
export function configured(container: Node): boolean {
  return list(container, 'volumeMounts').some((mount) =>
    /\.(conf|ya?ml|cfg|ini)$|\/(conf|config|etc)(\/|$)/.test(text(mount, 'mountPath') ?? ''),
  );
}
