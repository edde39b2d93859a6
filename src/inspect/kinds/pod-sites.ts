/** What a pod spec names. */
import { PULL_SECRETS, storageClasses, type Site } from './site';

const VOLUMES = 'volumes[*]';
const PROJECTED = 'volumes[*].projected.sources[*]';

/** Paths begin below the pod spec. */
export const POD_SITES: readonly Site[] = [
  { path: 'serviceAccountName', to: 'ServiceAccount', name: '' },
  { path: 'imagePullSecrets[*]', ...PULL_SECRETS },
  { path: 'priorityClassName', to: 'PriorityClass.scheduling.k8s.io', name: '' },
  { path: 'runtimeClassName', to: 'RuntimeClass.node.k8s.io', name: '' },
  ...['containers', 'initContainers', 'ephemeralContainers'].flatMap((list): Site[] => [
    { path: `${list}[*].env[*].valueFrom.secretKeyRef`, to: 'Secret', key: 'key', optional: 'optional' },
    { path: `${list}[*].env[*].valueFrom.configMapKeyRef`, to: 'ConfigMap', key: 'key', optional: 'optional' },
    { path: `${list}[*].envFrom[*].secretRef`, to: 'Secret', optional: 'optional' },
    { path: `${list}[*].envFrom[*].configMapRef`, to: 'ConfigMap', optional: 'optional' },
  ]),
  { path: `${VOLUMES}.secret`, to: 'Secret', name: 'secretName', items: 'items', optional: 'optional' },
  { path: `${VOLUMES}.configMap`, to: 'ConfigMap', items: 'items', optional: 'optional' },
  { path: `${PROJECTED}.secret`, to: 'Secret', items: 'items', optional: 'optional' },
  { path: `${PROJECTED}.configMap`, to: 'ConfigMap', items: 'items', optional: 'optional' },
  { path: `${VOLUMES}.persistentVolumeClaim`, to: 'PersistentVolumeClaim', name: 'claimName' },
  ...storageClasses(`${VOLUMES}.ephemeral.volumeClaimTemplate.spec.storageClassName`),
];
