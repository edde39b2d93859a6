/**
 * Certificates by which stores prove who they are. An authority of the platform signs them, which cert-manager makes in its
 * namespace and which signs nothing else: no public authority signs names that mean something in the cluster alone.
 */
import type { Construct } from 'constructs';
import { report } from '../../../model/declarations';
import { oneOf } from '../../../model/shape';
import { Accepted } from '../../engine/accepted';
import { build, type Subject } from '../../engine/build';
import { withoutPods } from '../../engine/identity';
import type { Certificate, Issuer, Volume, VolumeMount } from '../../manifests';
import { foundation } from '../../platform/namespace';
import { OperatorFile } from '../../workload/operator-files';
import { ProvidedKey } from '../../secrets/provided-key';
import type { PlatformScope } from '../../platform/scope';

export const tlsShape = oneOf('verify-full');

const AUTHORITY = 'stores-authority';
const SELF_SIGNED = 'stores-self-signed';

/** Ten years: it is renewed with its key, so that what is signed by it is trusted all the time. */
const AUTHORITY_LIFE = '87600h';
const GROUP_READS = 0o440;

export interface ServerCertificate {
  /** Paths for the server, as its container has them. */
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  /** Only the CA certificate, for sidecars that only call the server. */
  readonly beside: {
    readonly authority: string;
    readonly volumes: readonly Volume[];
    readonly mounts: readonly VolumeMount[];
  };
}

/** The certificate of the authority, as clients of a store mount it. */
export function authorityOf(store: string): ProvidedKey {
  return new ProvidedKey(secretOf(store), 'ca.crt');
}

/** The same, for the URL of clients that take its path there. */
export function authorityFile(store: string): OperatorFile {
  return new OperatorFile(secretOf(store), 'ca.crt');
}

export function secretOf(store: string): string {
  return `${store}-tls`;
}

/** Reports that the authority of a store is asked for that has none. */
export function refuseNoAuthority(construct: Construct): void {
  report(construct, {
    code: 'LS103',
    path: 'tls',
    message: '`ca` is used, but connections are unencrypted: there is no certificate to verify',
    fix: "Set tls: 'verify-full'.",
  });
}

/** Names of its Service, and what calls it from within its pod. */
export function serviceNames({ name, facts: { namespace } }: Pick<Subject, 'name' | 'facts'>): readonly string[] {
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, 'localhost'];
}

/** Needs `addStoresAuthority`. @param dnsNames that clients know the server by */
export function addServerCertificate(
  { parts, facts, name, labels }: Subject,
  dnsNames: readonly string[],
): ServerCertificate {
  const { opinions, commonLabels } = facts;
  const secret = secretOf(name);
  parts.atEdge({ kind: 'store' });
  parts.add('Certificate', 'configuration', {
    ...CERTIFICATE,
    metadata: { name: secret, labels },
    spec: {
      secretName: secret,
      dnsNames,
      // Members of a store are each other's clients.
      usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
      issuerRef: issuer(AUTHORITY),
      privateKey: {
        algorithm: opinions.certificateKey.value,
        size: 256,
        rotationPolicy: opinions.certificateRotation.value,
      },
      renewBeforePercentage: opinions.certificateRenewal.value,
      secretTemplate: { labels: commonLabels },
    },
  });
  const [own, beside] = [`/etc/${secret}`, `/etc/${secret}-authority`];
  const volume = (id: string, keys: readonly string[]): Volume => ({
    name: id,
    secret: { secretName: secret, defaultMode: GROUP_READS, items: keys.map((key) => ({ key, path: key })) },
  });
  const mount = (id: string, mountPath: string) => ({ name: id, mountPath, readOnly: true });
  return {
    certificate: `${own}/tls.crt`,
    key: `${own}/tls.key`,
    authority: `${own}/ca.crt`,
    volumes: [volume('tls', ['ca.crt', 'tls.crt', 'tls.key'])],
    mounts: [mount('tls', own)],
    beside: {
      authority: `${beside}/ca.crt`,
      volumes: [volume('tls-authority', ['ca.crt'])],
      mounts: [mount('tls-authority', beside)],
    },
  };
}

/** Volumes of the server, and of its sidecars, if any. */
export function volumesOf(certificate: ServerCertificate | undefined, beside: boolean): readonly Volume[] {
  return certificate === undefined ? [] : [...certificate.volumes, ...(beside ? certificate.beside.volumes : [])];
}

/** The authority of a platform, made with the first store that needs it. */
export function addStoresAuthority(platform: PlatformScope): void {
  const scope = foundation(platform);
  if (scope.node.tryFindChild(AUTHORITY) !== undefined) return;
  const identity = withoutPods(scope, AUTHORITY, { 'app.kubernetes.io/name': AUTHORITY });
  build(identity, new Accepted(() => ({})), storesAuthority);
}

function storesAuthority({ parts, facts, labels }: Subject): void {
  const { platform, commonLabels, opinions } = facts;
  const addIssuer = (name: string, spec: Issuer['spec']) =>
    parts.add(name, 'configuration', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name, labels },
      spec,
    });
  addIssuer(SELF_SIGNED, { selfSigned: {} });
  addIssuer(AUTHORITY, { ca: { secretName: AUTHORITY } });
  parts.atEdge({ kind: 'store' });
  parts.add(`Certificate-${AUTHORITY}`, 'configuration', {
    ...CERTIFICATE,
    metadata: { name: AUTHORITY, labels },
    spec: {
      secretName: AUTHORITY,
      isCA: true,
      commonName: `stores of ${platform}`,
      duration: AUTHORITY_LIFE,
      usages: ['cert sign', 'crl sign', 'digital signature'],
      issuerRef: issuer(SELF_SIGNED),
      // With another key, clients that have yet to read the new certificate would trust no server.
      privateKey: { algorithm: opinions.certificateKey.value, size: 256, rotationPolicy: 'Never' },
      renewBeforePercentage: opinions.certificateRenewal.value,
      secretTemplate: { labels: commonLabels },
    },
  });
}

const CERTIFICATE = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' } as const;

function issuer(name: string): NonNullable<Certificate['spec']>['issuerRef'] {
  return { group: 'cert-manager.io', kind: 'Issuer', name };
}
