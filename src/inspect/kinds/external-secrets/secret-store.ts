/** External Secrets Operator: where values come from, and how it logs in there. */
import { below, secretKeys, type Site } from '../site';
import type { Kind } from '../kind';

const ACCOUNTS = ['aws.auth.jwt', 'vault.auth.kubernetes', 'gcpsm.auth.workloadIdentity', 'azurekv'];

export const secretStore: Kind = {
  kind: 'SecretStore.external-secrets.io',
  references: below('spec.provider', [
    ...ACCOUNTS.map((path): Site => ({ path: `${path}.serviceAccountRef`, to: 'ServiceAccount' })),
    ...secretKeys('aws.auth.secretRef', ['accessKeyIDSecretRef', 'secretAccessKeySecretRef', 'sessionTokenSecretRef']),
    ...secretKeys('vault.auth', ['tokenSecretRef', 'kubernetes.secretRef', 'appRole.secretRef', 'userPass.secretRef']),
    ...secretKeys('gcpsm.auth.secretRef', ['secretAccessKeySecretRef']),
    ...secretKeys('azurekv.authSecretRef', ['clientId', 'clientSecret']),
    {
      path: 'vault.caProvider',
      to: { field: 'type', group: '', fallback: 'Secret', only: ['Secret', 'ConfigMap'] },
      key: 'key',
    },
  ]),
};
