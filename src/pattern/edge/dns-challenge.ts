/** Providers at which cert-manager writes the DNS records that prove a host (ACME DNS-01). */
import { instance, object, required, whole, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import type { Issuer } from '../manifests';
import { SealedKey } from '../sealed';

/**
 * One provider, with a sealed credential that may change the zone of the hosts and nothing else. Credentials of the machine
 * that cert-manager runs on are no choice: for issuers in a namespace it does not use them.
 */
export interface DnsChallenge {
  /** API token with `Zone:Read` and `DNS:Edit`. */
  readonly cloudflare?: { readonly token: SealedKey };
  readonly route53?: {
    readonly region: string;
    /** Id of the hosted zone. Default: found by its name. */
    readonly hostedZone?: string;
    /** Role that is assumed. Default: none. */
    readonly role?: string;
    readonly accessKeyId: SealedKey;
    readonly secretAccessKey: SealedKey;
  };
  /** Key of a service account that may change the zone. */
  readonly cloudDns?: { readonly project: string; readonly serviceAccount: SealedKey };
  readonly digitalOcean?: { readonly token: SealedKey };
}

const key: Shape = whole(
  instance('a sealed key', (value) => value instanceof SealedKey, "Give one: sealed('dns', 'token')."),
);

export const dnsShape: Shape = object<DnsChallenge>({
  cloudflare: object<NonNullable<DnsChallenge['cloudflare']>>({ token: required(key) }),
  route53: object<NonNullable<DnsChallenge['route53']>>({
    region: required(anyText),
    hostedZone: anyText,
    role: anyText,
    accessKeyId: required(key),
    secretAccessKey: required(key),
  }),
  cloudDns: object<NonNullable<DnsChallenge['cloudDns']>>({
    project: required(anyText),
    serviceAccount: required(key),
  }),
  digitalOcean: object<NonNullable<DnsChallenge['digitalOcean']>>({ token: required(key) }),
});

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
