/** Who signs certificates, and where values of Secrets come from. */
import type { Site, SiteBlock } from '../site';
import { TLS, GATEWAY_GROUP } from './targets';

const STORE = { field: 'kind', group: '', fallback: 'SecretStore.external-secrets.io' };

export const SECRET_SITES: readonly SiteBlock[] = [
  {
    kinds: ['Issuer.cert-manager.io'],
    sites: [
      ...[
        'cloudflare.apiToken',
        'cloudflare.apiKey',
        'route53.accessKeyID',
        'route53.secretAccessKey',
        'cloudDNS.serviceAccount',
        'digitalocean.token',
      ].map((field): Site => ({ path: `spec.acme.solvers[*].dns01.${field}SecretRef`, to: 'Secret', key: 'key' })),
      { path: 'spec.acme.solvers[*].http01.ingress.ingressClassName', to: 'IngressClass.networking.k8s.io', name: '' },
      {
        path: 'spec.acme.solvers[*].http01.gatewayHTTPRoute.parentRefs[*]',
        to: { field: 'kind', group: 'group', fallback: `Gateway.${GATEWAY_GROUP}` },
        namespace: 'namespace',
        late: true,
      },
      { path: 'spec.ca', to: 'Secret', name: 'secretName', keys: TLS },
    ],
  },
  {
    kinds: ['Certificate.cert-manager.io'],
    sites: [{ path: 'spec.issuerRef', to: { field: 'kind', group: 'group', fallback: 'Issuer.cert-manager.io' } }],
  },
  {
    kinds: ['ExternalSecret.external-secrets.io'],
    sites: [
      { path: 'spec.secretStoreRef', to: STORE },
      { path: 'spec.data[*].sourceRef.storeRef', to: STORE },
      { path: 'spec.dataFrom[*].sourceRef.storeRef', to: STORE },
    ],
  },
  {
    kinds: ['SecretStore.external-secrets.io'],
    sites: [
      ...['aws.auth.jwt', 'vault.auth.kubernetes', 'gcpsm.auth.workloadIdentity', 'azurekv'].map((at): Site => ({
        path: `spec.provider.${at}.serviceAccountRef`,
        to: 'ServiceAccount',
      })),
      ...[
        ...['accessKeyIDSecretRef', 'secretAccessKeySecretRef', 'sessionTokenSecretRef'].map(
          (field) => `aws.auth.secretRef.${field}`,
        ),
        ...['tokenSecretRef', 'kubernetes.secretRef', 'appRole.secretRef', 'userPass.secretRef'].map(
          (field) => `vault.auth.${field}`,
        ),
        'gcpsm.auth.secretRef.secretAccessKeySecretRef',
        ...['clientId', 'clientSecret'].map((field) => `azurekv.authSecretRef.${field}`),
      ].map((at): Site => ({ path: `spec.provider.${at}`, to: 'Secret', key: 'key' })),
      {
        path: 'spec.provider.vault.caProvider',
        to: { field: 'type', group: '', fallback: 'Secret', only: ['Secret', 'ConfigMap'] },
        key: 'key',
      },
    ],
  },
];
