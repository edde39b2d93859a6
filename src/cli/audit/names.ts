/** Recognizes the environment of a directory or file by its name. */

import { isStage } from '../../inspect/parity/environment-names';

const PARENTS = new Set(['overlays', 'overlay', 'environments', 'environment', 'envs', 'env', 'clusters', 'stages']);
const PREFIXED = /^(?:k8s|kubernetes|kube|manifests|deploy|deployment|overlay|env|argocd|gitops)[-_.](.+)$/;
const SUFFIXED = /^(.+)[-_.](?:k8s|kubernetes|manifests|deploy|overlay|env|cluster)$/;

export interface Recognised {
  readonly environment: string;
  /** The folder whose environments these are. */
  readonly system: string;
}

/** @param folder with `/`, empty or `.` for the top */
export function recognise(folder: string): Recognised | undefined {
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!;
    const lower = part.toLowerCase();
    if (PARENTS.has(lower) && parts[index + 1] !== undefined && !isShared(parts[index + 1]!)) {
      return { environment: parts[index + 1]!, system: parts.slice(0, index).join('/') };
    }
    if (isStage(lower)) return { environment: part, system: parts.slice(0, index).join('/') };
    const rest = (PREFIXED.exec(lower) ?? SUFFIXED.exec(lower))?.[1];
    if (rest !== undefined && isStage(rest)) return { environment: rest, system: parts.slice(0, index).join('/') };
  }
  return undefined;
}

/** Directories whose content belongs to every environment next to them. */
export function isShared(name: string): boolean {
  return /^(?:base|bases|common|shared|all|global)$/i.test(name);
}

/** `prod` of `deployment-prod.yaml`, `prod.yaml` and `prod-deployment.yaml`. */
export function recogniseFile(name: string): string | undefined {
  const stem = name.replace(/\.[^.]+$/, '').toLowerCase();
  if (isStage(stem)) return stem;
  return [/[-_.]([a-z]+)$/.exec(stem)?.[1], /^([a-z]+)[-_.]/.exec(stem)?.[1]].find(
    (word) => word !== undefined && word !== 'kind' && word !== 'test' && isStage(word),
  );
}
