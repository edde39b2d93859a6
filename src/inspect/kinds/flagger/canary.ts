/** Flagger: a Service for each version of what is analysed, and the route that leads to both. */
import { number, text } from '../../read';
import { istioGateways, parentGateways, SCALE_TARGET } from '../site';
import type { JsonObject } from '../../../model/json';
import type { Kind, Made } from '../kind';

export const canary: Kind = {
  kind: 'Canary.flagger.app',
  /** A Service for each version, and one that leads to the version that serves; the route, where it is not an Ingress. */
  makes: (json, name) => {
    const service = text(json, 'spec', 'service', 'name') ?? text(json, 'spec', 'targetRef', 'name') ?? name;
    const ports = [
      {
        name: text(json, 'spec', 'service', 'portName') ?? 'http',
        port: number(json, 'spec', 'service', 'port') ?? 80,
      },
    ];
    const services = [service, `${service}-primary`, `${service}-canary`];
    return [...services.map((made) => ({ kind: 'Service', name: made, ports })), ...routesOf(json, service)];
  },
  doubles: 'spec.targetRef',
  references: [
    { path: 'spec.targetRef', to: SCALE_TARGET },
    {
      path: 'spec.autoscalerRef',
      to: { field: 'kind', group: 'apiVersion', fallback: 'HorizontalPodAutoscaler.autoscaling' },
    },
    { path: 'spec.ingressRef', to: { field: 'kind', group: 'apiVersion', fallback: 'Ingress.networking.k8s.io' } },
    { path: 'spec.analysis.metrics[*].templateRef', to: 'MetricTemplate.flagger.app', namespace: 'namespace' },
    istioGateways('spec.service.gateways[*]'),
    parentGateways('spec.service.gatewayRefs[*]'),
  ],
  fields: {
    hosts: ['spec.service.hosts[*]'],
    durations: [
      ...['timeout', 'retries.perTryTimeout', 'corsPolicy.maxAge'].map((field) => ({
        path: `spec.service.${field}`,
        format: 'istio' as const,
      })),
      { path: 'spec.analysis.interval', format: 'go' },
      { path: 'spec.analysis.metrics[*].interval', format: 'prometheus' },
    ],
  },
};

/** Written over those of the same name. Without a provider it is that of the controller, which files need not name. */
function routesOf(json: JsonObject, service: string): readonly Made[] {
  const provider = text(json, 'spec', 'provider') ?? '';
  if (provider === 'istio') {
    return [
      { kind: 'VirtualService.networking.istio.io', name: service },
      ...['primary', 'canary'].map((version) => ({
        kind: 'DestinationRule.networking.istio.io',
        name: `${service}-${version}`,
      })),
    ];
  }
  return provider.startsWith('gatewayapi:') ? [{ kind: 'HTTPRoute.gateway.networking.k8s.io', name: service }] : [];
}
