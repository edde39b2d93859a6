/** Ways in, policies, autoscalers, budgets, and what the API server calls. */
import { SCALE_TARGET, TLS, type Site } from '../site';
import type { Kind } from '../kind';

const WEBHOOK: Site = {
  path: 'webhooks[*].clientConfig.service',
  to: 'Service',
  namespace: 'namespace',
  port: 'port',
  late: true,
};

export const TRAFFIC: readonly Kind[] = [
  {
    kind: 'Ingress.networking.k8s.io',
    references: [
      { path: 'spec.rules[*].http.paths[*].backend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.defaultBackend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.tls[*]', to: 'Secret', name: 'secretName', keys: TLS, late: true },
      { path: 'spec.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
    ],
    fields: { hosts: ['spec.rules[*].host', 'spec.tls[*].hosts[*]'] },
  },
  { kind: 'NetworkPolicy.networking.k8s.io', selector: ['spec', 'podSelector'] },
  { kind: 'PodDisruptionBudget.policy', selector: ['spec', 'selector'] },
  {
    kind: 'HorizontalPodAutoscaler.autoscaling',
    scales: { least: 'minReplicas', most: 'maxReplicas', defaults: [1, 1] },
    references: [{ path: 'spec.scaleTargetRef', to: SCALE_TARGET, late: true }],
  },
  ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
    kind: `${kind}.admissionregistration.k8s.io`,
    references: [WEBHOOK],
  })),
  {
    kind: 'APIService.apiregistration.k8s.io',
    references: [{ path: 'spec.service', to: 'Service', namespace: 'namespace', port: 'port', late: true }],
  },
];
