/** What a platform decides of where traffic enters when everything is declared. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkAtSynth, existsIn, report } from '../../model/declarations';
import { settled } from '../engine/accepted';
import { identityOf } from '../../model/finding';
import { build } from '../engine/build';
import type { Identity } from '../engine/identity';
import type { PlatformScope } from '../platform/scope';
import { addCertificates, issuersOf, refuseHostsOfTwo, refuseUnsigned, type CertificateProps } from './certificates';
import { clashesOf, type Clash } from './claims';
import type { CertificateRequest, Declared, SigningIssuer } from './declared';

/** @param identity of the platform */
export function settleEdge(identity: Identity): void {
  const { construct, platform } = identity;
  const { node } = construct;
  let made: readonly string[] = [];
  checkAtSynth(platform, () => {
    refuseSharedPaths(platform);
    // Another synth begins anew.
    for (const id of made) node.tryRemoveChild(id);
    const others = otherCertificates(platform);
    const signed = platform.environments.names.map((_, index) => signedIn(platform, index));
    refuseCertificates(platform, signed, others);
    const before = new Set(node.children);
    buildCertificates(identity, signed, others);
    made = node.children.filter((child) => !before.has(child)).map((child) => child.node.id);
  });
}

function refuseSharedPaths({ edge, environments: { names } }: PlatformScope): void {
  const found = new Map<string, { readonly clash: Clash; readonly environments: string[] }>();
  names.forEach((environment, index) => {
    for (const clash of clashesOf(edge.at(index, 'claim'))) {
      const [construct, finding] = clash;
      const key = `${construct.node.path} ${identityOf(finding)}`;
      const known = found.get(key) ?? { clash, environments: [] };
      found.set(key, known);
      known.environments.push(environment);
    }
  });
  for (const { clash, environments } of found.values()) {
    const [construct, finding] = clash;
    report(construct, { ...finding, ...(environments.length < names.length && { environments }) });
  }
}

/** Certificates that are asked for in an environment, and who signs there. */
interface Signed {
  readonly requests: readonly Declared<CertificateRequest>[];
  readonly issuers: readonly SigningIssuer[];
  /** The constructs that write issuers. */
  readonly signing: readonly IConstruct[];
}

function signedIn({ clusters, edge }: PlatformScope, index: number): Signed {
  const declared = edge.at(index, 'issuer');
  return {
    requests: edge.at(index, 'certificate'),
    issuers: issuersOf(
      clusters[index]!,
      declared.map(({ declaration }) => declaration),
    ),
    signing: declared.map(({ construct }) => construct),
  };
}

/** @param others certificates that a program wrote by itself */
function buildCertificates(identity: Identity, signed: readonly Signed[], others: readonly IConstruct[]): void {
  const declared = signed.map(({ requests, issuers: [issuer] }, index): CertificateProps => {
    const there = others.some((object) => existsIn(object, index));
    return { requests: requests.map(({ declaration }) => declaration), issuer, others: there };
  });
  build(identity, settled(declared), addCertificates);
}

function refuseCertificates(platform: PlatformScope, signed: readonly Signed[], others: readonly IConstruct[]): void {
  if (signed.some(({ issuers }) => issuers.length > 1))
    report(platform, {
      code: 'LS165',
      message: 'the platform has two issuers, so it is ambiguous which one signs its certificates',
      fix: 'Remove either `cluster.issuer` or the Issuer construct; if environments need different issuers, vary the fields of one.',
    });
  // Such as one on a platform whose TLS ends at a Gateway of the cluster.
  if (others.length === 0 && signed.every(({ requests }) => requests.length === 0))
    for (const construct of new Set(signed.flatMap(({ signing }) => signing)))
      report(construct, {
        code: 'LS168',
        message: 'nothing uses the issuer: no route of the platform terminates TLS',
        fix: 'Remove it if TLS is terminated at a Gateway of the cluster, or route through an Ingress with TLS.',
      });
  signed.forEach(({ requests, issuers: [issuer] }, index) => {
    const environments = [platform.environments.names[index]!];
    for (const [{ construct }, finding] of [...refuseUnsigned(requests, issuer), ...refuseHostsOfTwo(requests)])
      report(construct, { ...finding, environments });
  });
}

/** Certificates that a program wrote by itself. */
function otherCertificates({ node, edge, environments }: PlatformScope): readonly IConstruct[] {
  const stores = new Set(
    environments.names.flatMap((_, index) => edge.at(index, 'store').map(({ construct }) => construct)),
  );
  return node.findAll().filter((child) => isCertificate(child) && !stores.has(child.node.scope!));
}

function isCertificate(construct: IConstruct): boolean {
  return (
    ApiObject.isApiObject(construct) &&
    construct.kind === 'Certificate' &&
    construct.apiVersion.startsWith('cert-manager.io/')
  );
}
