/** cert-manager: keys, certificates and what answers challenges. */
import { text } from '../read';
import { NOTHING, type Operator, tcp } from './operator';

export const certManager: Operator = {
  makes: {
    /** The key of the ACME account. */
    'Issuer.cert-manager.io': (json) => {
      const name = text(json, 'spec', 'acme', 'privateKeySecretRef', 'name');
      return name === undefined ? NOTHING : [{ kind: 'Secret', name, keys: ['tls.key'] }];
    },
    'Certificate.cert-manager.io': (json) => {
      const name = text(json, 'spec', 'secretName');
      return name === undefined ? NOTHING : [{ kind: 'Secret', name, keys: ['tls.crt', 'tls.key', 'ca.crt'] }];
    },
  },
  starts: {
    /** What answers HTTP-01 challenges, in the namespace of the Certificate, while an order is open. */
    'Certificate.cert-manager.io': () => [
      {
        part: 'http01-solver',
        labels: { 'acme.cert-manager.io/http01-solver': 'true' },
        ports: [tcp('http', 8089)],
        ends: true,
      },
    ],
  },
};
