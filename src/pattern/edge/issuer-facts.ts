/** The issuer that signs the certificates of a platform, where the cluster has one. */
import { object, oneOf, required, text, type PropsOf } from '../../model/shape';

/** How an issuer proves that a host is ours: it answers by HTTP at the host, it writes a DNS record, or it need not. */
export type Challenge = 'http-01' | 'dns-01' | 'none';

/** An issuer of cert-manager that exists in the cluster. */
export interface IssuerFacts extends PropsOf<typeof issuerFactsProps> {}
const issuerFactsProps = {
  name: required(
    text('the name of an issuer', 'letsencrypt', (value) => /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(value)),
  ),
  /** `Issuer` is in the namespace of the platform. Default: ClusterIssuer. */
  kind: oneOf('ClusterIssuer', 'Issuer'),
  /**
   * `none` for a private CA or self-signed certificates. Default: http-01; the gateway may reach the pods that solve
   * it.
   */
  challenge: oneOf('http-01', 'dns-01', 'none'),
};
export const issuerShape = object<IssuerFacts>(issuerFactsProps);
