import { Construct } from 'constructs';
import { declarations, report } from '../../model/declarations';
import type { Input, Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { everywhere, fixed, instance, object, oneOf, required, text } from '../../model/shape';
import { derive, valueAt } from '../../model/varying';
import { accept } from '../accept';
import { refuseObjectId } from '../identity';
import { addObject } from '../object';
import { scopeOf, type PlatformScope } from '../scope';
import type { SealedKey } from '../sealed';
import { PROVIDERS, dnsShape, dnsSolver, type DnsChallenge } from './dns-challenge';
import { gatewayObject, type Gateway } from './gateway';

/** Who signs: Let's Encrypt, its staging service, whose certificates no browser trusts and whose limits are wide, or each certificate itself. */
export type Authority = 'letsencrypt' | 'letsencrypt-staging' | 'self-signed';

/** Who signs the certificates of a platform, and how it proves that the hosts are ours. */
export interface IssuerProps {
  readonly authority: Authority;
  /** Where the authority writes to when an account is in trouble. Default: nowhere. */
  readonly email?: string;
  /** Proves hosts by records in DNS, which wildcards need and hosts without public HTTP. Default: by HTTP, through the gateway. */
  readonly dns?: DnsChallenge;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

const shape = object<IssuerProps>({
  authority: required(oneOf('letsencrypt', 'letsencrypt-staging', 'self-signed')),
  email: text('an address', 'platform@shop.example', (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)),
  dns: everywhere(dnsShape),
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
});

const DIRECTORIES = {
  letsencrypt: 'https://acme-v02.api.letsencrypt.org/directory',
  'letsencrypt-staging': 'https://acme-staging-v02.api.letsencrypt.org/directory',
} as const;

/**
 * An issuer of cert-manager in the namespace of the platform, which signs the certificates of all its routes. A ClusterIssuer is
 * of whoever runs the cluster: several environments in one cluster would fight over it. Declare it as `cluster.issuer`.
 * @example new Issuer(shop, 'issuer', { authority: vary({ dev: 'self-signed', prod: 'letsencrypt' }), dns: { cloudflare: { token: sealed('dns', 'token') } } });
 */
export class Issuer extends Construct {
  constructor(scope: Construct, id: string, props: Input<IssuerProps, 'only'>) {
    super(scope, id);
    const given = accept<IssuerProps>(this, props, shape);
    const platform = scopeOf(this);
    refuseObjectId(this, 'Issuer');
    if (given === undefined) return;
    const only = given.only as Presence | undefined;
    if (only !== undefined) declarations(this).presence = only;
    this.refuseSeveralProviders(given.dns);
    const challenge = derive(given.authority as Authority, (own) =>
      own === 'self-signed' ? 'none' : given.dns === undefined ? 'http-01' : 'dns-01',
    );
    const solver =
      given.dns === undefined
        ? this.httpSolver(platform, challenge)
        : { dns01: dnsSolver(given.dns, (key) => this.read(platform, key, challenge, only)) };
    addObject(this, 'Issuer', 'configuration', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name: id, labels: { ...platform.commonLabels, 'app.kubernetes.io/name': id } },
      spec: derive(given.authority as Authority, (own) =>
        own === 'self-signed' ? { selfSigned: {} } : { acme: this.acme(own, given, solver) },
      ),
    });
    platform.edge.certificates.sign({ kind: 'Issuer', name: id, challenge, presence: only, construct: this });
  }

  private acme(authority: keyof typeof DIRECTORIES, { email }: Normal<IssuerProps>, solver: unknown): unknown {
    return {
      server: DIRECTORIES[authority],
      ...(email !== undefined && { email }),
      privateKeySecretRef: { name: `${this.node.id}-account` },
      ...(solver !== undefined && { solvers: [solver] }),
    };
  }

  /** cert-manager adds a route of its own for each challenge. */
  private httpSolver({ cluster, edge }: PlatformScope, challenge: unknown): unknown {
    const { gateway } = edge;
    if (challenge === 'none') return undefined;
    if (gateway === undefined || gateway.api === 'istio') {
      const message =
        gateway === undefined
          ? 'the platform does not say where traffic enters the cluster, so challenges cannot be answered by HTTP'
          : 'challenges cannot be answered by HTTP through a Gateway of Istio’s own API';
      report(this, {
        code: 'LS116',
        path: 'dns',
        message,
        fix: 'Declare `cluster.gateway`, or prove hosts by DNS: dns: { cloudflare: { token: … } }.',
      });
      return undefined;
    }
    const plain =
      cluster.mesh === 'sidecar'
        ? { podTemplate: { metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } } } }
        : {};
    return {
      http01:
        gateway.api === 'ingress'
          ? { ingress: { ingressClassName: gateway.class, serviceType: 'ClusterIP', ...plain } }
          : { gatewayHTTPRoute: { parentRefs: [parentOf(gateway)], serviceType: 'ClusterIP', ...plain } },
    };
  }

  /** A key that is read where hosts are proven. */
  private read(platform: PlatformScope, key: SealedKey, challenge: unknown, only: Presence | undefined): unknown {
    const set = platform.environments;
    const present = set.names.map(
      (_, index) => only?.present[index] !== false && valueAt(challenge, index) === 'dns-01',
    );
    if (present.includes(true)) {
      const presence = present.every(Boolean)
        ? undefined
        : new Presence(set, present, only?.reason ?? 'self-signed certificates need no proof');
      platform.secrets.use(key, `Issuer/${this.node.id}`, undefined, { presence });
    }
    return { name: key.secret, key: key.key };
  }

  private refuseSeveralProviders(dns: Normal<DnsChallenge> | undefined): void {
    if (dns === undefined) return;
    const given = PROVIDERS.filter((provider) => dns[provider] !== undefined);
    if (given.length === 1) return;
    report(this, {
      code: 'LS114',
      path: 'dns',
      message: given.length === 0 ? 'no provider is named' : `the providers ${given.join(' and ')} are named`,
      fix: `Name one of ${PROVIDERS.join(', ')}.`,
    });
  }
}

/** On the listener for plain HTTP, where it is known. */
function parentOf(gateway: Gateway): unknown {
  return { ...gatewayObject(gateway), ...(gateway.listeners !== undefined && { sectionName: gateway.listeners.http }) };
}
