/** A Gateway of the Gateway API. */
import { GATEWAY_GROUP, TLS } from '../site';
import type { Kind } from '../kind';

export const gateway: Kind = {
  kind: `Gateway.${GATEWAY_GROUP}`,
  references: [
    { path: 'spec.gatewayClassName', to: `GatewayClass.${GATEWAY_GROUP}`, name: '' },
    {
      path: 'spec.listeners[*].tls.certificateRefs[*]',
      to: { field: 'kind', group: 'group', fallback: 'Secret', only: ['Secret'] },
      namespace: 'namespace',
      keys: TLS,
      late: true,
    },
  ],
  fields: { hosts: ['spec.listeners[*].hostname'] },
};
