/** What runs, what scales it, and who it is. */
import { POD_TEMPLATES } from '../../kinds';
import { below, type Site, type SiteBlock } from '../site';
import { POD_SITES } from './pods';
import { GATEWAY_GROUP, STORAGE_CLASS } from './targets';

const podBlocks: SiteBlock[] = Object.entries(POD_TEMPLATES).map(([kind, template]) => ({
  kinds: [kind],
  sites: below([...template, 'spec'].join('.'), POD_SITES),
}));

const SCALE_TARGET = { field: 'kind', group: 'apiVersion', fallback: 'Deployment.apps' };

const SUBJECT: Site = {
  path: 'subjects[*]',
  to: { field: 'kind', group: 'apiGroup', fallback: 'ServiceAccount', only: ['ServiceAccount'] },
  namespace: 'namespace',
  late: true,
};

const ROLE: Site = {
  path: 'roleRef',
  to: { field: 'kind', group: 'apiGroup', fallback: 'Role.rbac.authorization.k8s.io' },
};

export const WORKLOAD_SITES: readonly SiteBlock[] = [
  ...podBlocks,
  {
    kinds: ['StatefulSet.apps'],
    sites: [
      { path: 'spec.serviceName', to: 'Service', name: '', except: [''], late: true },
      { path: 'spec.volumeClaimTemplates[*].spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] },
    ],
  },
  {
    kinds: ['PersistentVolumeClaim'],
    sites: [{ path: 'spec.storageClassName', to: STORAGE_CLASS, name: '', except: [''] }],
  },
  { kinds: ['ServiceAccount'], sites: [{ path: 'imagePullSecrets[*]', to: 'Secret', keys: ['.dockerconfigjson'] }] },
  {
    kinds: ['HorizontalPodAutoscaler.autoscaling'],
    sites: [{ path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true }],
  },
  {
    kinds: ['ScaledObject.keda.sh'],
    sites: [
      { path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true },
      {
        path: 'spec.triggers[*].authenticationRef',
        to: { field: 'kind', group: '', fallback: 'TriggerAuthentication.keda.sh' },
      },
    ],
  },
  {
    kinds: ['Canary.flagger.app'],
    sites: [
      { path: 'spec.targetRef', to: SCALE_TARGET },
      {
        path: 'spec.autoscalerRef',
        to: { field: 'kind', group: 'apiVersion', fallback: 'HorizontalPodAutoscaler.autoscaling' },
      },
      { path: 'spec.ingressRef', to: { field: 'kind', group: 'apiVersion', fallback: 'Ingress.networking.k8s.io' } },
      { path: 'spec.analysis.metrics[*].templateRef', to: 'MetricTemplate.flagger.app', namespace: 'namespace' },
      {
        path: 'spec.service.gateways[*]',
        to: 'Gateway.networking.istio.io',
        name: '',
        namespace: '/',
        except: ['mesh'],
      },
      {
        path: 'spec.service.gatewayRefs[*]',
        to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
        namespace: 'namespace',
      },
    ],
  },
  { kinds: ['TriggerAuthentication.keda.sh'], sites: [{ path: 'spec.secretTargetRef[*]', to: 'Secret', key: 'key' }] },
  {
    kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
    sites: [ROLE, SUBJECT],
  },
];
