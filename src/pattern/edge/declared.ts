/** What constructs declare about where traffic enters, environment by environment, for what is decided when all is declared. */
import type { IConstruct } from 'constructs';
import type { EnvironmentNames } from '../../model/varying';
import type { Challenge, IssuerFacts } from './issuer-facts';

/** Hosts and paths of a route: two services may share a host, and not a path of it. */
export interface Claim {
  readonly kind: 'claim';
  readonly service: string;
  readonly hosts: readonly string[];
  readonly prefixes: readonly string[];
  /** Whether rules of several objects for one host have no order: Istio appends one to the other. */
  readonly unordered: boolean;
}

/** A route that serves its hosts with the certificate in a Secret. */
export interface CertificateRequest {
  readonly kind: 'certificate';
  readonly secret: string;
  readonly hosts: readonly string[];
}

/** Who signs the certificates of the platform. */
export interface SigningIssuer {
  readonly kind: 'issuer';
  readonly issuerKind: NonNullable<IssuerFacts['kind']>;
  readonly name: string;
  readonly challenge: Challenge;
}

/** The construct writes a certificate of a store: no route is served with it, and no challenge proves it. */
export interface StoreCertificate {
  readonly kind: 'store';
}

export type EdgeDeclaration = Claim | CertificateRequest | SigningIssuer | StoreCertificate;
type Of<K> = Extract<EdgeDeclaration, { readonly kind: K }>;

/** A declaration, and the construct that made it. */
export interface Declared<D> {
  readonly construct: IConstruct;
  readonly declaration: D;
}

export class EdgeDeclarations {
  private readonly environments: readonly Declared<EdgeDeclaration>[][];

  constructor(set: EnvironmentNames) {
    this.environments = set.names.map(() => []);
  }

  /** @param environment its index */
  addAt(environment: number, construct: IConstruct, declaration: EdgeDeclaration): void {
    this.environments[environment]!.push({ construct, declaration });
  }

  at<K extends EdgeDeclaration['kind']>(environment: number, kind: K): readonly Declared<Of<K>>[] {
    return this.environments[environment]!.filter((own): own is Declared<Of<K>> => own.declaration.kind === kind);
  }
}
