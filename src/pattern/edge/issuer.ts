import { presenceShape } from '../../model/presence';
import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import type { Input } from '../../model/fields';
import { everywhere, fixed, object, oneOf, required, text, type PropsOf } from '../../model/shape';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import type { Parts } from '../engine/parts';
import { refuseObjectId } from '../engine/identity';
import type { Issuer as Manifest } from '../manifests';
import { scopeOf } from '../platform/scope';
import type { SealedKey } from '../secrets/sealed';
import { PROVIDERS, dnsShape, dnsSolver, type DnsChallenge } from './dns-challenge';
import { gatewayObject } from './gateway';

/** Who signs: Let's Encrypt, its staging service, whose certificates no browser trusts and whose limits are wide, or each certificate itself. */
export type Authority = 'letsencrypt' | 'letsencrypt-staging' | 'self-signed';

/** Who signs the certificates of a platform, and how it proves that the hosts are ours. */
export interface IssuerProps extends PropsOf<typeof issuerProps> {}
const issuerProps = {
  authority: required(oneOf('letsencrypt', 'letsencrypt-staging', 'self-signed')),
  /** Address to which the CA sends notices about the account. Default: none. */
  email: text('an address', 'platform@shop.example', (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)),
  /**
   * Solves challenges with DNS records, which wildcards and hosts without public HTTP require. Default: HTTP, through
   * the gateway.
   */
  dns: everywhere(dnsShape),
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
const shape = object<IssuerProps>(issuerProps);

const DIRECTORIES = {
  letsencrypt: 'https://acme-v02.api.letsencrypt.org/directory',
  'letsencrypt-staging': 'https://acme-staging-v02.api.letsencrypt.org/directory',
} as const;

/**
 * A cert-manager Issuer in the namespace of the platform, which signs the certificates of all its routes. It is not a
 * ClusterIssuer, because several environments in one cluster would overwrite each other's. If the cluster has an
 * issuer, declare it as `cluster.issuer` instead.
 * @example new Issuer(shop, 'issuer', { authority: vary({ dev: 'self-signed', prod: 'letsencrypt' }), dns: { cloudflare: { token: sealed('dns', 'token') } } });
 */
export class Issuer extends Construct {
  constructor(scope: Construct, id: string, props: Input<IssuerProps, 'only'>) {
    super(scope, id);
    const accepted = acceptProps<IssuerProps>(this, props, shape);
    const platform = scopeOf(this);
    refuseObjectId(this, 'Issuer');
    if (accepted === undefined) return;
    const presence = props.only;
    if (presence !== undefined) declarations(this).presence = presence;
    const labels = { ...platform.commonLabels, 'app.kubernetes.io/name': id };
    const pods = { kind: 'pods', name: id, labels: {}, presence } as const;
    build({ construct: this, platform, name: id, labels, selector: {}, pods }, accepted, addIssuer);
  }
}

type Solver = NonNullable<NonNullable<Manifest['spec']['acme']>['solvers']>[number];

function addIssuer(subject: Subject, { authority, email, dns, only }: IssuerProps): void {
  const { labels, name, parts } = subject;
  refuseSeveralProviders(parts, dns);
  const challenge = authority === 'self-signed' ? 'none' : dns === undefined ? 'http-01' : 'dns-01';
  const use = (key: SealedKey) => {
    const because = only?.reason ?? 'self-signed certificates need no proof';
    parts.read({ key, readBy: `Issuer/${name}`, because });
    return { name: key.secret, key: key.key };
  };
  const spec = (): Manifest['spec'] => {
    if (authority === 'self-signed') return { selfSigned: {} };
    const solver = dns === undefined ? httpSolver(subject) : { dns01: dnsSolver(dns, use) };
    const server = DIRECTORIES[authority];
    const privateKeySecretRef = { name: `${name}-account` };
    return { acme: { server, email, privateKeySecretRef, solvers: solver && [solver] } };
  };
  parts.add('Issuer', 'configuration', {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name, labels },
    spec: spec(),
  });
  parts.atEdge({ kind: 'issuer', issuerKind: 'Issuer', name, challenge });
}

/** cert-manager adds a route of its own for each challenge. */
function httpSolver({ facts, parts }: Subject): Solver | undefined {
  const { gateway, mesh } = facts.cluster;
  if (gateway === undefined || gateway.api === 'istio') {
    parts.report({
      code: 'LS116',
      path: 'dns',
      message:
        gateway === undefined
          ? 'the platform does not declare a gateway, so HTTP-01 challenges cannot be solved'
          : 'HTTP-01 challenges cannot be solved through an Istio Gateway',
      fix: 'Declare `cluster.gateway`, or use DNS-01: dns: { cloudflare: { token: … } }.',
    });
    return undefined;
  }
  const outside = { metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } } };
  const pods = { serviceType: 'ClusterIP', podTemplate: mesh === 'sidecar' ? outside : undefined };
  if (gateway.api === 'ingress') return { http01: { ingress: { ingressClassName: gateway.class, ...pods } } };
  // On the listener for plain HTTP, where it is known.
  const parent = { ...gatewayObject(gateway), sectionName: gateway.listeners?.http };
  return { http01: { gatewayHTTPRoute: { parentRefs: [parent], ...pods } } };
}

function refuseSeveralProviders(parts: Parts, dns: DnsChallenge | undefined): void {
  if (dns === undefined) return;
  const given = PROVIDERS.filter((provider) => dns[provider] !== undefined);
  if (given.length === 1) return;
  parts.report({
    code: 'LS114',
    path: 'dns',
    message:
      given.length === 0 ? 'no provider is configured' : `more than one provider is configured: ${given.join(' and ')}`,
    fix: `Configure exactly one of ${PROVIDERS.join(', ')}.`,
  });
}
