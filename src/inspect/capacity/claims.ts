/** Storage that objects ask for: claims, claim templates, volumes of databases. */
import { get, list, type Node } from '../read';
import { plainKind } from '../kinds';
import type { Entry } from '../entries';
import type { Trail } from '../place';

export interface Claim {
  readonly size: Node;
  readonly trail: Trail;
  /** Claims of this size for each pod of the workload; a claim by itself counts once. */
  readonly perPod: boolean;
}

const CNPG_VOLUMES = ['storage', 'walStorage'];

export function claimsOf(entry: Entry): Claim[] {
  const { json } = entry.source!;
  switch (plainKind(entry.kind)) {
    case 'PersistentVolumeClaim':
      return [
        {
          size: get(json, 'spec', 'resources', 'requests', 'storage'),
          trail: ['spec', 'resources', 'requests', 'storage'],
          perPod: false,
        },
      ];
    case 'StatefulSet':
      return templates(json, ['spec', 'volumeClaimTemplates']);
    case 'Cluster':
      return entry.kind !== 'Cluster.postgresql.cnpg.io'
        ? []
        : CNPG_VOLUMES.filter((volume) => get(json, 'spec', volume) !== undefined).map((volume) => ({
            size: get(json, 'spec', volume, 'size'),
            trail: ['spec', volume, 'size'],
            perPod: true,
          }));
    case 'MongoDBCommunity':
      return templates(json, ['spec', 'statefulSet', 'spec', 'volumeClaimTemplates']);
    case 'Elasticsearch':
      return list(json, 'spec', 'nodeSets').flatMap((set, index) =>
        templates(set, ['volumeClaimTemplates']).map((claim) => ({
          ...claim,
          trail: ['spec', 'nodeSets', index, ...claim.trail],
        })),
      );
    default:
      return [];
  }
}

function templates(json: Node, trail: Trail): Claim[] {
  return list(json, ...(trail as string[])).map((claim, index) => ({
    size: get(claim, 'spec', 'resources', 'requests', 'storage'),
    trail: [...trail, index, 'spec', 'resources', 'requests', 'storage'],
    perPod: true,
  }));
}
