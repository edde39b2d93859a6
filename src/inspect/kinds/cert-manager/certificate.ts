/** cert-manager: keys, certificates and what answers challenges. */
import { text } from '../../read';
import { NO_SURGE, tcp, type Kind } from '../kind';

export const certificate: Kind = {
  kind: 'Certificate.cert-manager.io',
  makes: (json) => {
    const name = text(json, 'spec', 'secretName');
    return name === undefined ? [] : [{ kind: 'Secret', name, keys: ['tls.crt', 'tls.key', 'ca.crt'] }];
  },
  runs: {
    /** What answers HTTP-01 challenges, in the namespace of the Certificate, while an order is open. */
    pods: () => [
      {
        part: 'http01-solver',
        labels: { 'acme.cert-manager.io/http01-solver': 'true' },
        ports: [tcp('http', 8089)],
        replicas: 'ends',
        spec: undefined,
        claims: [],
      },
    ],
    surge: NO_SURGE,
    store: undefined,
  },
  references: [{ path: 'spec.issuerRef', to: { field: 'kind', group: 'group', fallback: 'Issuer.cert-manager.io' } }],
  fields: {
    hosts: ['spec.dnsNames[*]'],
    durations: ['duration', 'renewBefore'].map((field) => ({ path: `spec.${field}`, format: 'go' })),
  },
};
