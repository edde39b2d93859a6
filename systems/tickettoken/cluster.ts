import type { PlatformInput } from 'cdk8s-lockstep';
import { env } from './environments';

/** Three EKS clusters of one kind. */
export const cluster: PlatformInput['cluster'] = {
  kubernetes: ['1.30', '1.33'],
  apiServer: { cidrs: [env.network], port: 443 },
  prometheus: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' }, selects: { release: 'kube-prometheus-stack' } },
  operators: {
    cloudNativePg: { namespace: 'cnpg-system', labels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
    mongoDb: { namespace: 'mongodb-system', labels: { name: 'mongodb-kubernetes-operator' } },
  },
  storageClass: 'fast-ssd',
};
