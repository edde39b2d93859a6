/** cert-manager: who signs certificates. */
import { text } from '../../read';
import { parentGateways, secretKeys, TLS } from '../site';
import type { Kind } from '../kind';

const DNS_CREDENTIALS = [
  'cloudflare.apiToken',
  'cloudflare.apiKey',
  'route53.accessKeyID',
  'route53.secretAccessKey',
  'cloudDNS.serviceAccount',
  'digitalocean.token',
];

export const issuer: Kind = {
  kind: 'Issuer.cert-manager.io',
  /** The key of the ACME account. */
  makes: (json) => {
    const name = text(json, 'spec', 'acme', 'privateKeySecretRef', 'name');
    return name === undefined ? [] : [{ kind: 'Secret', name, keys: ['tls.key'] }];
  },
  references: [
    ...secretKeys(
      'spec.acme.solvers[*].dns01',
      DNS_CREDENTIALS.map((field) => `${field}SecretRef`),
    ),
    { path: 'spec.acme.solvers[*].http01.ingress.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
    { ...parentGateways('spec.acme.solvers[*].http01.gatewayHTTPRoute.parentRefs[*]'), late: true },
    { path: 'spec.ca', to: 'Secret', name: 'secretName', keys: TLS },
  ],
};
