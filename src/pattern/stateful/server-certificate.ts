/**
 * Certificates by which stores prove who they are. An authority of the platform signs them, which cert-manager makes in its
 * namespace and which signs nothing else: no public authority signs names that mean something in the cluster alone.
 */
import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { report } from '../../model/declarations';
import { oneOf, type Shape } from '../../model/shape';
import { text } from '../../model/text';
import type { Identity } from '../identity';
import type { Volume, VolumeMount } from '../manifests';
import { foundation } from '../namespace';
import { addObject } from '../object';
import { OperatorFile } from '../operator-files';
import { ProvidedKey } from '../provided-key';
import type { PlatformScope } from '../scope';
import type { Tier } from '../tiers';

export const tlsShape: Shape = oneOf('verify-full');

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
  /** The certificate of the authority alone, for what stands beside the server and only calls it. */
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
    message: '`ca` is used, and callers speak plain text: there is no certificate to verify',
    fix: "Give tls: 'verify-full'.",
  });
}

/** Names of its Service, and what calls it from within its pod. */
export function serviceNames({ name, platform: { namespaceName } }: Identity): readonly unknown[] {
  return [name, text`${name}.${namespaceName}`, text`${name}.${namespaceName}.svc`, 'localhost'];
}

/** @param names that clients know the server by; may vary */
export function addServerCertificate(store: Identity, names: unknown): ServerCertificate {
  const { construct, platform, name, labels } = store;
  settleAuthority(platform);
  const secret = secretOf(name);
  addCertificate(construct, 'Certificate', 'configuration', {
    metadata: { name: secret, labels },
    spec: {
      secretName: secret,
      dnsNames: names,
      // Members of a store are each other's clients.
      usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
      issuerRef: issuer(AUTHORITY),
      privateKey: {
        algorithm: platform.opinions.certificateKey.value,
        size: 256,
        rotationPolicy: platform.opinions.certificateRotation.value,
      },
      renewBeforePercentage: platform.opinions.certificateRenewal.value,
      secretTemplate: { labels: platform.commonLabels },
    },
  });
  const [own, beside] = [`/etc/${secret}`, `/etc/${secret}-authority`];
  const volume = (id: string, keys: readonly string[]) => ({
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

/** Volumes of the server, and of what stands beside it, if anything does. */
export function volumesOf(certificate: ServerCertificate | undefined, beside: boolean): readonly unknown[] {
  return certificate === undefined ? [] : [...certificate.volumes, ...(beside ? certificate.beside.volumes : [])];
}

const written = new WeakSet<IConstruct>();

/** Whether a certificate is one of these: no route is served with it, and no challenge proves it. */
export function isOfStore(certificate: IConstruct): boolean {
  return written.has(certificate);
}

function addCertificate(
  scope: Construct,
  id: string,
  tier: Tier,
  parts: Pick<Parameters<typeof addObject>[3], 'metadata'> & { readonly spec: object },
): ApiObject {
  const object = addObject(scope, id, tier, { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', ...parts });
  written.add(object);
  return object;
}

function issuer(name: string): Readonly<Record<string, string>> {
  return { group: 'cert-manager.io', kind: 'Issuer', name };
}

/** One for the platform, made with the first store that needs it. */
function settleAuthority(platform: PlatformScope): void {
  const scope = foundation(platform);
  const { commonLabels, opinions } = platform;
  if (scope.node.tryFindChild(AUTHORITY) !== undefined) return;
  const labels = { ...commonLabels, 'app.kubernetes.io/name': AUTHORITY };
  const addIssuer = (name: string, spec: object) =>
    addObject(scope, name, 'configuration', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: { name, labels },
      spec,
    });
  addIssuer(SELF_SIGNED, { selfSigned: {} });
  addIssuer(AUTHORITY, { ca: { secretName: AUTHORITY } });
  addCertificate(scope, `Certificate-${AUTHORITY}`, 'configuration', {
    metadata: { name: AUTHORITY, labels },
    spec: {
      secretName: AUTHORITY,
      isCA: true,
      commonName: `stores of ${platform.node.id}`,
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
