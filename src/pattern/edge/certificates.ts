/**
 * Certificates of the hosts of routes: one for each Secret, with the hosts of all routes that name it. Each is an object of
 * cert-manager that an issuer signs, so that there is no place for a certificate that somebody wrote down.
 */
import { ApiObject, Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkAtSynth, declarations, existsIn, report } from '../../model/declarations';
import { Presence } from '../../model/presence';
import { Absent, combine, valueAt, Varying } from '../../model/varying';
import type { Party } from '../connections';
import type { Identity } from '../identity';
import { foundation } from '../namespace';
import { addObject } from '../object';
import { addPolicy } from '../policy';
import type { PlatformScope } from '../scope';
import { isOfStore } from '../stateful/server-certificate';
import { gatewayParty, type Gateway } from './gateway';
import type { Challenge } from './issuer-facts';

/** Who signs the certificates of a platform; each part may vary, and be absent. */
export interface SigningIssuer {
  readonly kind: unknown;
  readonly name: unknown;
  readonly challenge: unknown;
  /** Where it exists. */
  readonly presence: Presence | undefined;
  /** The construct that writes it; none where the cluster has it. */
  readonly construct?: IConstruct;
}

/** A route that is served with a certificate. */
interface Holder {
  readonly identity: Identity;
  readonly hosts: readonly unknown[];
  /** By environment, whether it needs the certificate there. */
  readonly needed: readonly boolean[];
}

interface Wanted {
  readonly object: ApiObject;
  readonly holders: Holder[];
}

/** Labels and port of the pods that answer HTTP-01 challenges, as cert-manager starts them in the namespace of the Certificate. */
const SOLVER_LABELS = { 'acme.cert-manager.io/http01-solver': 'true' };
const SOLVER_PORT = 8089;
const SOLVER = 'acme-http01-solver';

export class Certificates {
  private readonly wanted = new Map<string, Wanted>();
  private readonly signing: SigningIssuer[] = [];
  /** Certificates that a program wrote by itself. */
  private others: readonly IConstruct[] = [];
  private solver: ApiObject | undefined;
  private solverPresence: Presence | undefined;

  constructor(
    private readonly platform: PlatformScope,
    private readonly gateway: Gateway | undefined,
  ) {
    checkAtSynth(platform, () => this.check());
  }

  /** Declares who signs. A second one is reported by the synth. */
  sign(issuer: SigningIssuer): void {
    this.signing.push(issuer);
    this.settleSolver();
  }

  /** Declares that a route serves its hosts with the certificate in a Secret. */
  use(secret: string, holder: Holder): void {
    const known = this.wanted.get(secret);
    const own = known ?? { object: this.add(secret), holders: [] };
    if (known === undefined) this.wanted.set(secret, own);
    own.holders.push(holder);
    setPresence(
      own.object,
      this.presenceOf(
        (index) => own.holders.some(({ needed }) => needed[index] === true),
        'routes without TLS need none',
      ),
    );
    this.settleSolver();
  }

  private add(secret: string): ApiObject {
    const { platform } = this;
    const { commonLabels, opinions } = platform;
    return addObject(foundation(platform), `Certificate-${secret}`, 'edge', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: secret, labels: { ...commonLabels, 'app.kubernetes.io/name': secret } },
      spec: {
        secretName: secret,
        dnsNames: Lazy.any({ produce: () => this.hostsOf(secret) }),
        issuerRef: Lazy.any({
          produce: () => ({ group: 'cert-manager.io', kind: this.signing[0]?.kind, name: this.signing[0]?.name }),
        }),
        privateKey: {
          algorithm: opinions.certificateKey.value,
          size: 256,
          rotationPolicy: opinions.certificateRotation.value,
        },
        renewBeforePercentage: opinions.certificateRenewal.value,
        secretTemplate: { labels: commonLabels },
      },
    });
  }

  /** The hosts of every route that names the Secret, each once, in alphabetical order. */
  private hostsOf(secret: string): unknown {
    const all = this.wanted
      .get(secret)!
      .holders.flatMap(({ hosts, needed }) => hosts.map((host) => this.where(needed, host)));
    return combine(Object.fromEntries(all.entries()), (own) =>
      [...new Set(Object.values(own).filter((host) => host !== undefined))].sort((a, b) =>
        String(a) < String(b) ? -1 : 1,
      ),
    );
  }

  private where(needed: readonly boolean[], value: unknown): unknown {
    if (needed.every(Boolean)) return value;
    const set = this.platform.environments;
    return new Varying(
      set,
      set.names.map((_, index) => (needed[index] === true ? this.at(value, index) : undefined)),
    );
  }

  private presenceOf(there: (index: number) => boolean, reason: string): Presence | undefined | 'nowhere' {
    const set = this.platform.environments;
    const present = set.names.map((_, index) => there(index));
    if (present.every(Boolean)) return undefined;
    return present.includes(true) ? new Presence(set, present, reason) : 'nowhere';
  }

  /** Default deny would keep the challenges from the pods that answer them. */
  private settleSolver(): void {
    const { gateway, platform } = this;
    if (gateway === undefined) return;
    const presence = this.presenceOf((index) => this.challenged(index), 'no challenge is answered by HTTP there');
    if (presence === 'nowhere') return;
    this.solverPresence = presence;
    if (this.solver === undefined) {
      const presenceNow = () => this.solverPresence;
      const pods: Extract<Party, { kind: 'pods' }> = {
        kind: 'pods',
        name: SOLVER,
        labels: SOLVER_LABELS,
        get presence() {
          return presenceNow();
        },
      };
      this.solver = addPolicy(
        { construct: foundation(platform), platform, pods, labels: platform.commonLabels },
        SOLVER,
      );
      platform.connections.add({
        from: gatewayParty(gateway),
        to: pods,
        ports: [{ port: SOLVER_PORT, protocol: 'TCP' }],
      });
    }
    setPresence(this.solver, presence);
  }

  /** Whether challenges are answered by HTTP in an environment. */
  private challenged(index: number): boolean {
    const [issuer] = this.signing;
    const challenge: Challenge | undefined = issuer && this.at(issuer.challenge, index);
    const wanted = [...this.wanted.values()].some(({ holders }) =>
      holders.some(({ needed }) => needed[index] === true),
    );
    const asked = wanted || this.others.some((object) => existsIn(object, index));
    return asked && challenge === 'http-01' && issuer?.presence?.present[index] !== false;
  }

  private at<T>(value: unknown, index: number): T | undefined {
    const own = valueAt(value, index);
    return own instanceof Absent ? undefined : (own as T);
  }

  private check(): void {
    if (this.signing.length + this.wanted.size === 0) return;
    const own = new Set<IConstruct>([...this.wanted.values()].map(({ object }) => object));
    this.others = this.platform.node
      .findAll()
      .filter((child) => isCertificate(child) && !own.has(child) && !isOfStore(child));
    this.settleSolver();
    this.refuseTwoIssuers();
    this.refuseIdle();
    for (const [secret, { holders }] of this.wanted) {
      this.platform.environments.names.forEach((environment, index) => {
        const here = holders.filter(({ needed }) => needed[index] === true);
        for (const { identity, hosts } of here) this.checkHosts(secret, identity, environment, index, hosts);
      });
    }
    this.refuseHostsOfTwo();
  }

  private refuseTwoIssuers(): void {
    if (this.signing.length < 2) return;
    const message = 'the platform has two issuers, so it is not told which signs its certificates';
    report(this.platform, {
      code: 'LS165',
      message,
      fix: 'Leave out `cluster.issuer`, or the construct Issuer; let the fields of one vary between environments.',
    });
  }

  /** Such as one on a platform whose TLS ends at a Gateway of the cluster. */
  private refuseIdle(): void {
    if (this.wanted.size + this.others.length > 0) return;
    for (const { construct } of this.signing) {
      if (construct === undefined) continue;
      const message = 'nothing asks the issuer for a certificate: no route ends TLS in the platform';
      report(construct, {
        code: 'LS168',
        message,
        fix: 'Leave it out where TLS ends at a Gateway of the cluster; or let routes be an Ingress with TLS.',
      });
    }
  }

  private checkHosts(
    secret: string,
    { construct }: Identity,
    environment: string,
    index: number,
    hosts: readonly unknown[],
  ): void {
    const [issuer] = this.signing;
    const at = { path: 'route.hosts', environments: [environment] };
    const own = hosts.map((host) => this.at<string>(host, index)).filter((host) => host !== undefined);
    const there =
      issuer !== undefined && this.at(issuer.name, index) !== undefined && issuer.presence?.present[index] !== false;
    const challenge: Challenge | undefined = issuer && this.at(issuer.challenge, index);
    for (const host of own) {
      if (!there) {
        report(construct, {
          code: 'LS161',
          ...at,
          message: `no issuer signs the certificate ${secret} for "${host}"`,
          fix: "Declare one, as cluster: { issuer: { name: 'letsencrypt' } } or new Issuer(…); or say that the route has no TLS: `tls: false`.",
        });
      } else if (challenge !== 'none' && RESERVED.test(host)) {
        report(construct, {
          code: 'LS164',
          ...at,
          message: `"${host}" is a placeholder: nobody owns it, and no public authority signs a certificate for it`,
          fix: "Give the real host, or let an issuer of your own sign it (`challenge: 'none'`, or the authority self-signed).",
        });
      } else if (challenge === 'http-01' && host.startsWith('*.')) {
        report(construct, {
          code: 'LS164',
          ...at,
          message: `HTTP-01 cannot prove the wildcard "${host}"`,
          fix: 'Name the hosts one by one, or let the issuer use DNS-01.',
        });
      }
    }
  }

  /** Which of two certificates a client is shown would depend on the controller. */
  private refuseHostsOfTwo(): void {
    this.platform.environments.names.forEach((environment, index) => {
      const secrets = new Map<string, string>();
      for (const [secret, { holders }] of [...this.wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
        for (const { identity, hosts, needed } of holders) {
          if (needed[index] !== true) continue;
          for (const host of hosts.map((one) => this.at<string>(one, index))) {
            if (host === undefined) continue;
            const other = secrets.get(host) ?? secret;
            secrets.set(host, other);
            if (other === secret) continue;
            report(identity.construct, {
              code: 'LS166',
              path: 'route.certificate',
              environments: [environment],
              message: `"${host}" is in the certificates ${other} and ${secret}`,
              fix: `Name one of them for every route with that host: certificate: '${other}'.`,
            });
          }
        }
      }
    });
  }
}

/** Names that nobody can own: RFC 2606 and 6761, and what is used as if it were one of them. */
const RESERVED = /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local|internal|home\.arpa)$/;

function isCertificate(construct: IConstruct): boolean {
  return (
    ApiObject.isApiObject(construct) &&
    construct.kind === 'Certificate' &&
    construct.apiVersion.startsWith('cert-manager.io/')
  );
}

function setPresence(object: ApiObject, presence: Presence | undefined | 'nowhere'): void {
  if (presence === undefined) delete declarations(object).presence;
  else if (presence !== 'nowhere') declarations(object).presence = presence;
}
