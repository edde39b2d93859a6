/** What the Prometheus Operator runs: one shape, whose `spec` holds the containers that are added. */
import { map } from '../../read';
import { at, NO_SURGE, replicasAt, withPorts, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below, storageClasses } from '../site';
import type { JsonObject } from '../../../model/json';
import type { PodPort } from '../../catalog/entries';

const CLAIM = ['spec', 'storage', 'volumeClaimTemplate', 'spec', 'resources', 'requests', 'storage'];

/** @param program name of its container, and of the label that holds the name of the resource */
export function server(
  kind: string,
  program: string,
  ports: (json: JsonObject) => readonly PodPort[],
): Pick<Kind, 'kind' | 'runs' | 'references'> {
  return {
    kind: `${kind}.monitoring.coreos.com`,
    runs: {
      pods: (json, name) => [
        {
          labels: {
            ...(map(json, 'spec', 'podMetadata', 'labels') as Record<string, string>),
            'app.kubernetes.io/name': program,
            'app.kubernetes.io/instance': name,
            'app.kubernetes.io/managed-by': 'prometheus-operator',
            [program]: name,
          },
          ports: withPorts(ports(json), json.spec),
          replicas: replicasAt('replicas')(json),
          spec: ['spec'],
          container: program,
          claims: at(json, CLAIM) === undefined ? [] : [CLAIM],
        },
      ],
      surge: NO_SURGE,
      store: undefined,
    },
    references: [
      ...below('spec', POD_SITES),
      ...storageClasses('spec.storage.volumeClaimTemplate.spec.storageClassName'),
      { path: 'spec.secrets[*]', to: 'Secret', name: '' },
      { path: 'spec.configMaps[*]', to: 'ConfigMap', name: '' },
    ],
  };
}
