/** Flagger: a Service for each version of what is analysed, and the route that leads to both. */
import { number, text } from '../read';
import type { JsonObject } from '../../model/json';
import type { Operator, ProvidedByOperator } from './operator';

export const flagger: Operator = {
  makes: {
    /** A Service for each version, and one that leads to the version that serves; the route, where it is not an Ingress. */
    'Canary.flagger.app': (json, name) => {
      const own = text(json, 'spec', 'service', 'name') ?? text(json, 'spec', 'targetRef', 'name') ?? name;
      const ports = [
        {
          name: text(json, 'spec', 'service', 'portName') ?? 'http',
          port: number(json, 'spec', 'service', 'port') ?? 80,
        },
      ];
      const services = [own, `${own}-primary`, `${own}-canary`].map((service) => ({
        kind: 'Service',
        name: service,
        ports,
      }));
      return [...services, ...routesOf(json, own)];
    },
  },
};

/** Written over those of the same name. Without a provider it is that of the controller, which no file need say. */
function routesOf(json: JsonObject, own: string): readonly ProvidedByOperator[] {
  const provider = text(json, 'spec', 'provider') ?? '';
  if (provider === 'istio') {
    return [
      { kind: 'VirtualService.networking.istio.io', name: own },
      ...['primary', 'canary'].map((version) => ({
        kind: 'DestinationRule.networking.istio.io',
        name: `${own}-${version}`,
      })),
    ];
  }
  return provider.startsWith('gatewayapi:') ? [{ kind: 'HTTPRoute.gateway.networking.k8s.io', name: own }] : [];
}
