/** Ways in, and what is behind them. */
import type { Site, SiteBlock } from '../site';
import { TLS, GATEWAY_GROUP } from './targets';

const BACKEND: Omit<Site, 'path'> = {
  to: { field: 'kind', group: 'group', fallback: 'Service', only: ['Service'] },
  namespace: 'namespace',
  port: 'port',
  late: true,
};

export const TRAFFIC_SITES: readonly SiteBlock[] = [
  {
    kinds: ['Ingress.networking.k8s.io'],
    sites: [
      { path: 'spec.rules[*].http.paths[*].backend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.defaultBackend.service', to: 'Service', port: 'port', late: true },
      { path: 'spec.tls[*]', to: 'Secret', name: 'secretName', keys: TLS, late: true },
      { path: 'spec.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
    ],
  },
  {
    kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `${kind}.${GATEWAY_GROUP}`),
    sites: [
      {
        path: 'spec.parentRefs[*]',
        to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
        namespace: 'namespace',
      },
      { path: 'spec.rules[*].backendRefs[*]', ...BACKEND },
      { path: 'spec.rules[*].filters[*].requestMirror.backendRef', ...BACKEND },
    ],
  },
  {
    kinds: [`Gateway.${GATEWAY_GROUP}`],
    sites: [
      { path: 'spec.gatewayClassName', to: `GatewayClass.${GATEWAY_GROUP}`, name: '' },
      {
        path: 'spec.listeners[*].tls.certificateRefs[*]',
        to: { field: 'kind', group: 'group', fallback: 'Secret', only: ['Secret'] },
        namespace: 'namespace',
        keys: TLS,
        late: true,
      },
    ],
  },
  {
    kinds: ['VirtualService.networking.istio.io'],
    sites: [
      { path: 'spec.gateways[*]', to: 'Gateway.networking.istio.io', name: '', namespace: '/', except: ['mesh'] },
    ],
  },
];
