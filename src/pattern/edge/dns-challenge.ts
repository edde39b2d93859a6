/** Providers at which cert-manager writes the DNS records that prove a host (ACME DNS-01). */
import { instance, object, required, whole, type PropsOf } from '../../model/shape';
import { anyText } from '../../model/syntax';
import type { Issuer } from '../manifests';
import { SealedKey } from '../secrets/sealed';

const key = whole(
  instance('a sealed key', (value) => value instanceof SealedKey, "Use one such as sealed('dns', 'token')."),
);

/**
 * One provider, with a sealed credential that may change the zone of the hosts and nothing else. Credentials of the machine
 * that cert-manager runs on are no choice: for issuers in a namespace it does not use them.
 */
export interface DnsChallenge extends PropsOf<typeof dnsChallengeProps> {}
const dnsChallengeProps = {
  /** API token with `Zone:Read` and `DNS:Edit`. */
  cloudflare: object({ token: required(key) }),
  route53: object({
    region: required(anyText),
    /** Id of the hosted zone. Default: looked up by name. */
    hostedZone: anyText,
    /** Role to assume. Default: none. */
    role: anyText,
    accessKeyId: required(key),
    secretAccessKey: required(key),
  }),
  /** Key of a service account that may change the zone. */
  cloudDns: object({
    project: required(anyText),
    serviceAccount: required(key),
  }),
  digitalOcean: object({ token: required(key) }),
};
export const dnsShape = object<DnsChallenge>(dnsChallengeProps);

export const PROVIDERS = ['cloudflare', 'route53', 'cloudDns', 'digitalOcean'] as const;

type Solver = NonNullable<NonNullable<NonNullable<Issuer['spec']['acme']>['solvers']>[number]['dns01']>;

/** The solver as cert-manager writes it. @param use declares that a key is read, and gives where it is */
export function dnsSolver(
  { cloudflare, route53, cloudDns, digitalOcean }: DnsChallenge,
  use: (key: SealedKey) => { readonly name: string; readonly key: string },
): Solver {
  return {
    cloudflare: cloudflare && { apiTokenSecretRef: use(cloudflare.token) },
    route53: route53 && {
      region: route53.region,
      hostedZoneID: route53.hostedZone,
      role: route53.role,
      accessKeyIDSecretRef: use(route53.accessKeyId),
      secretAccessKeySecretRef: use(route53.secretAccessKey),
    },
    cloudDNS: cloudDns && { project: cloudDns.project, serviceAccountSecretRef: use(cloudDns.serviceAccount) },
    digitalocean: digitalOcean && { tokenSecretRef: use(digitalOcean.token) },
  };
}
