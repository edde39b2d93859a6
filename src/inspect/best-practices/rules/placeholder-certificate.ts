import { X509Certificate } from 'node:crypto';
import { values } from '../secret-data';
import { object, text, type Rule } from '../rule';

export const placeholderCertificate: Rule = {
  code: 'LS083',
  bad: object(
    'v1',
    'Secret',
    'shop-tls',
    'type: kubernetes.io/tls\nstringData: {tls.crt: "-----BEGIN CERTIFICATE-----", tls.key: "x"}',
  ),
  good: object('v1', 'Secret', 'shop-tls', 'type: kubernetes.io/tls\nstringData: {}'),
  on: 'object',
  kinds: ['Secret'],
  judge(json, say) {
    for (const [field, key, value] of values(json)) {
      if (
        !(text(json, 'type') === 'kubernetes.io/tls' ? key === 'tls.crt' : /BEGIN CERTIFICATE/.test(value)) ||
        value.trim() === ''
      )
        continue;
      const problem = problemOf(value);
      if (problem !== undefined)
        say([field, key])`
          Key \`${{ key }}\` ${{ problem }}.
          Let an issuer write the Secret: a cert-manager Certificate for the host, or the annotation \`cert-manager.io/cluster-issuer\`.`;
    }
  },
};

function problemOf(pem: string): string | undefined {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.subject !== certificate.issuer || certificate.ca) return undefined;
    return `is a self-signed certificate (${certificate.subject.split('\n').join(', ')}), which every client rejects`;
  } catch {
    return 'is not a certificate: clients get an error or the default certificate of the controller';
  }
}
