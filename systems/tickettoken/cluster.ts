import type { PlatformInput } from 'cdk8s-lockstep';
import { env } from './environments';

/** Three EKS clusters of one kind; what the add-ons are follows from them. */
export const cluster: PlatformInput['cluster'] = {
  kubernetes: ['1.30', '1.33'],
  apiServer: { cidrs: [env.network], port: 443 },
  gateway: {
    api: 'ingress',
    class: 'nginx',
    namespace: 'ingress-nginx',
    labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
  },
  issuer: { name: env.issuer },
  storageClass: 'fast-ssd',
};
