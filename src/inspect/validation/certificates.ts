/** What cert-manager refuses, or asks an issuer for in vain. */
import { get, list, number, phrase, text, type Check } from './report';

const NAMES = ['dnsNames', 'ipAddresses', 'uris', 'emailAddresses', 'otherNames'];
const CURVES = [256, 384, 521];

export const checkCertificate: Check = (kind, json, report) => {
  if (kind !== 'Certificate.cert-manager.io') return;
  const spec = get(json, 'spec');
  if (spec === undefined) return;
  if (
    NAMES.every((field) => list(spec, field).length === 0) &&
    ['commonName', 'literalSubject'].every((field) => get(spec, field) === undefined)
  ) {
    report('LS303', ['spec', 'dnsNames'])`
      The Certificate has no names.
      List its hosts in \`dnsNames\`.`;
  }
  const size = number(spec, 'privateKey', 'size');
  if (size === undefined) return;
  const algorithm = text(spec, 'privateKey', 'algorithm') ?? 'RSA';
  const isValid = algorithm === 'ECDSA' ? CURVES.includes(size) : algorithm !== 'RSA' || (size >= 2048 && size <= 8192);
  if (isValid) return;
  report('LS307', ['spec', 'privateKey', 'size'])`
    Invalid key size for ${{ algorithm }}: ${{ size }}.
    ${algorithm === 'ECDSA' ? phrase`Use one of ${{ valid: CURVES }}.` : phrase`Use a size from 2048 to 8192.`}`;
};
