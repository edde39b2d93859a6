/** A cluster as an environment expects to find it: definitions, nodes, metrics, and what the platform declares as provided. */
import type { Manifest } from '../dist';
import type { Toolbox } from '../tools/toolbox';
import { type ControlPlane, CONTROL_PLANE_TOOLS, startControlPlane } from './control-plane';
import { customKinds, installDefinitions, type Kind } from './definitions';
import { serveMetrics } from './metrics-api';
import { startNodes } from './nodes';
import { messageOf } from '../error-message';

export const CLUSTER_TOOLS = [...CONTROL_PLANE_TOOLS, 'kwok'] as const;

/** Namespaces of cluster services: an environment may put objects into them and does not bring them itself. */
export const PROVIDED_NAMESPACES = ['argocd'] as const;

export interface ClusterOptions {
  /** Kinds to install beside those that the manifests use. */
  readonly kinds?: readonly Kind[];
  /** Nodes, and metrics of their pods; without them nothing is scheduled. Default: true. */
  readonly nodes?: boolean;
}

/** Starts a cluster for these manifests. Nothing of the manifests is applied. */
export async function startCluster(
  tool: Toolbox,
  name: string,
  manifests: readonly Manifest[],
  options: ClusterOptions = {},
): Promise<ControlPlane> {
  const plane = await startControlPlane(tool, name);
  try {
    await installDefinitions(plane.api, uniqueKinds([...customKinds(manifests), ...(options.kinds ?? [])]));
    for (const namespace of PROVIDED_NAMESPACES) {
      await plane.api.install({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    }
    for (const storageClass of storageClasses(manifests)) {
      await plane.api.install({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: storageClass },
        provisioner: 'kwok.x-k8s.io/volume',
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'Immediate',
      });
    }
    if (options.nodes ?? true) {
      await startNodes(tool, plane);
      await serveMetrics(plane, manifests);
    }
    return plane;
  } catch (error) {
    const message = `${messageOf(error)}\n${plane.logs()}`;
    await plane.stop();
    throw new Error(message);
  }
}

function uniqueKinds(kinds: readonly Kind[]): Kind[] {
  return [...new Map(kinds.map((kind) => [`${kind.group} ${kind.kind}`, kind])).values()];
}

/** Storage classes that claims name, wherever the field stands: the cluster provides them. */
function storageClasses(manifests: readonly Manifest[]): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (key === 'storageClassName' && typeof child === 'string') found.add(child);
        else visit(child);
      }
    }
  };
  for (const manifest of manifests) if (manifest.kind !== 'StorageClass') visit(manifest);
  for (const manifest of manifests) if (manifest.kind === 'StorageClass') found.delete(manifest.metadata.name);
  return found;
}
