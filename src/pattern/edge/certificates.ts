/**
 * Certificates of the hosts of routes: one for each Secret, with the hosts of all routes that name it. Each is an object of
 * cert-manager that an issuer signs, so that there is no place for a literal certificate.
 */
import type { Finding } from '../../model/finding';
import type { ClusterFacts } from '../platform/cluster';
import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import type { Pods } from '../engine/parts';
import type { Certificate } from '../manifests';
import type { CertificateRequest, Declared, SigningIssuer } from './declared';
import { gatewayParty } from './gateway';
import { addPolicy } from '../network/policy';

/** What is declared of certificates in one environment. */
export interface CertificateProps {
  readonly requests: readonly CertificateRequest[];
  /** Who signs; without one, the synth fails. */
  readonly issuer: SigningIssuer | undefined;
  /** Whether a program wrote certificates by itself. */
  readonly others: boolean;
}

/** Labels and port of the pods that answer HTTP-01 challenges, as cert-manager starts them in the namespace of the Certificate. */
const SOLVER = 'acme-http01-solver';
const SOLVER_PODS: Pods = {
  kind: 'pods',
  name: SOLVER,
  labels: { 'acme.cert-manager.io/http01-solver': 'true' },
  presence: undefined,
};
const SOLVER_PORT = 8089;

/** The issuer of the cluster facts, before those of the platform itself. */
export function issuersOf({ issuer }: ClusterFacts, declared: readonly SigningIssuer[]): readonly SigningIssuer[] {
  if (issuer === undefined) return declared;
  const { name, kind: issuerKind = 'ClusterIssuer', challenge = 'http-01' } = issuer;
  return [{ kind: 'issuer', name, issuerKind, challenge }, ...declared];
}

export function addCertificates(subject: Subject, { requests, issuer, others }: CertificateProps): void {
  const { facts, parts } = subject;
  const { gateway } = facts.cluster;
  for (const [secret, hosts] of hostsOf(requests))
    parts.add(
      `Certificate-${secret}`,
      'edge',
      certificateOf(facts, secret, hosts, issuer),
      'routes without TLS need none',
    );
  if (gateway === undefined || issuer?.challenge !== 'http-01' || (requests.length === 0 && !others)) return;
  // Default deny would keep the challenges from the pods that answer them.
  addPolicy(
    { facts, parts, pods: SOLVER_PODS, labels: facts.commonLabels },
    SOLVER,
    'no challenge is answered by HTTP there',
  );
  const ports = [{ port: SOLVER_PORT, protocol: 'TCP' as const }];
  parts.connect({ from: gatewayParty(gateway), to: SOLVER_PODS, ports });
}

/** Hosts of each Secret, of all routes that name it. */
function hostsOf(requests: readonly CertificateRequest[]): ReadonlyMap<string, ReadonlySet<string>> {
  const bySecret = new Map<string, Set<string>>();
  for (const { secret, hosts } of requests) {
    const known = bySecret.get(secret) ?? new Set();
    bySecret.set(secret, known);
    for (const host of hosts) known.add(host);
  }
  return bySecret;
}

function certificateOf(
  { commonLabels: labels, opinions }: Facts,
  secret: string,
  hosts: ReadonlySet<string>,
  issuer: SigningIssuer | undefined,
): Certificate {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: secret, labels: { ...labels, 'app.kubernetes.io/name': secret } },
    spec: {
      secretName: secret,
      dnsNames: [...hosts].sort(),
      issuerRef: { group: 'cert-manager.io', kind: issuer?.issuerKind, name: issuer?.name ?? '' },
      privateKey: {
        algorithm: opinions.certificateKey.value,
        size: 256,
        rotationPolicy: opinions.certificateRotation.value,
      },
      renewBeforePercentage: opinions.certificateRenewal.value,
      secretTemplate: { labels },
    },
  };
}

/** A finding, and the declaration that it is about. */
export type CertificateFinding = readonly [Declared<CertificateRequest>, Finding];

/** Certificates that nobody signs, or that nobody could. */
export function refuseUnsigned(
  requests: readonly Declared<CertificateRequest>[],
  issuer: SigningIssuer | undefined,
): readonly CertificateFinding[] {
  return requests.flatMap((request): readonly CertificateFinding[] => {
    const { hosts, secret } = request.declaration;
    return hosts.flatMap((host): readonly CertificateFinding[] => {
      const finding = unsigned(host, secret, issuer);
      return finding === undefined ? [] : [[request, { ...finding, path: 'route.hosts' }]];
    });
  });
}

function unsigned(host: string, secret: string, issuer: SigningIssuer | undefined): Finding | undefined {
  if (issuer === undefined)
    return {
      code: 'LS161',
      message: `no issuer is declared for the certificate ${secret} of "${host}"`,
      fix: "Declare one with cluster: { issuer: { name: 'letsencrypt' } } or new Issuer(…), or turn off TLS for the route with `tls: false`.",
    };
  if (issuer.challenge !== 'none' && RESERVED.test(host))
    return {
      code: 'LS164',
      message: `"${host}" is a placeholder: nobody owns it, and no public CA will issue a certificate for it`,
      fix: "Use the real host, or a private issuer (`challenge: 'none'`, or authority: 'self-signed').",
    };
  if (issuer.challenge === 'http-01' && host.startsWith('*.'))
    return {
      code: 'LS164',
      message: `HTTP-01 cannot validate the wildcard host "${host}"`,
      fix: 'List the hosts individually, or configure the issuer to use DNS-01.',
    };
  return undefined;
}

/** Names that nobody can own: RFC 2606 and 6761, and what is used as if it were one of them. */
const RESERVED = /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local|internal|home\.arpa)$/;

/** Which of two certificates a client is shown would depend on the controller. */
export function refuseHostsOfTwo(requests: readonly Declared<CertificateRequest>[]): readonly CertificateFinding[] {
  const secrets = new Map<string, string>();
  const sorted = [...requests].sort(({ declaration: a }, { declaration: b }) =>
    a.secret === b.secret ? 0 : a.secret < b.secret ? -1 : 1,
  );
  return sorted.flatMap((request) =>
    request.declaration.hosts.flatMap((host): readonly CertificateFinding[] => {
      const { secret } = request.declaration;
      const other = secrets.get(host) ?? secret;
      secrets.set(host, other);
      if (other === secret) return [];
      const finding: Finding = {
        code: 'LS166',
        path: 'route.certificate',
        message: `"${host}" is in the certificates ${other} and ${secret}`,
        fix: `Set the same certificate on every route with that host: certificate: '${other}'.`,
      };
      return [[request, finding]];
    }),
  );
}
