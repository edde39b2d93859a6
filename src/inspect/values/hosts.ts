/** Host names of routes. */
import { Plan } from '../plan';
import { hostName } from './grammar';
import type { Check } from './report';

const HOSTS: readonly (readonly [kind: string, path: string])[] = [
  ['Ingress.networking.k8s.io', 'spec.rules[*].host'],
  ['Ingress.networking.k8s.io', 'spec.tls[*].hosts[*]'],
  ['HTTPRoute.gateway.networking.k8s.io', 'spec.hostnames[*]'],
  ['GRPCRoute.gateway.networking.k8s.io', 'spec.hostnames[*]'],
  ['TLSRoute.gateway.networking.k8s.io', 'spec.hostnames[*]'],
  ['Gateway.gateway.networking.k8s.io', 'spec.listeners[*].hostname'],
  ['VirtualService.networking.istio.io', 'spec.hosts[*]'],
  ['Canary.flagger.app', 'spec.service.hosts[*]'],
  ['Certificate.cert-manager.io', 'spec.dnsNames[*]'],
];

const plan = new Plan<{ readonly path: string }>();
for (const [kind, path] of HOSTS) plan.add(kind, { path });

export const checkHosts: Check = (kind, json, report) => {
  plan.each(kind, json, (_, host, trail) => {
    if (typeof host !== 'string' || host === '' || (host === '*' && /^(VirtualService|Canary)\./.test(kind))) return;
    const wrong = hostName(host);
    if (wrong !== undefined)
      report(
        'LS665',
        trail.slice(),
        `Host \`${host}\` ${wrong}.`,
        'Write a DNS name in lower case, such as `api.shop.example`.',
      );
  });
};
