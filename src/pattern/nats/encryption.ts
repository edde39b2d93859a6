/** A NATS whose callers and servers speak TLS, and how it learns of a certificate that was renewed. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { combine } from '../../model/varying';
import { containerSecurity, orUsual, resources, type Resources, resourcesShape } from '../container';
import type { Identity } from '../identity';
import type { SealedKey } from '../sealed';
import { members } from '../stateful/varying/replicas';
import { type ServerCertificate } from '../stateful/server-certificate';
import { addServerCertificate } from '../stateful/varying/server-certificate';

/** The process that tells the server to read its certificate again. */
export interface NatsReloader {
  /** Name in `images.lock.yaml`, of an image like natsio/nats-server-config-reloader. Default: `nats-reloader`. */
  readonly image?: string;
  /** Default: 10m and 16Mi requested, limits 100m and 32Mi. */
  readonly resources?: Resources;
}

export const natsReloaderShape: Shape = object<NatsReloader>({ image: fixed(anyText), resources: resourcesShape });

const RUN = '/run/nats';
/** Where the server says which process it is, for those who signal it. */
export const PID_FILE = `${RUN}/nats.pid`;
const RUN_VOLUME = 'run';

export interface Encryption {
  readonly certificate: ServerCertificate;
  /** Volume and mount of the server beside those of its certificate. */
  readonly volumes: readonly unknown[];
  readonly mounts: readonly unknown[];
  readonly reloader: Record<string, unknown>;
  readonly pullSecrets: readonly SealedKey[];
}

/** The certificate is for the Service, and for the names by which servers of a cluster know each other. */
export function encrypt(store: Identity, replicas: unknown, given: Normal<NatsReloader> | undefined): Encryption {
  const { name, platform } = store;
  const names = combine({ hosts: members(name, replicas), namespace: platform.namespaceName }, (own) => [
    ...[name, `${name}.${String(own.namespace)}`, `${name}.${String(own.namespace)}.svc`, 'localhost'],
    ...(own.hosts as readonly string[]),
  ]);
  const certificate = addServerCertificate(store, names);
  const run = { name: RUN_VOLUME, mountPath: RUN };
  return {
    certificate,
    volumes: [...certificate.volumes, { name: RUN_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }],
    mounts: [...certificate.mounts, run],
    ...reloaderOf(store, given ?? {}, certificate, { ...run, readOnly: true }),
  };
}

/** The image of the server has no shell, and the signal for it is SIGHUP: containers of the pod see each other's processes. */
function reloaderOf(
  { construct, platform, name }: Identity,
  given: Normal<NatsReloader>,
  certificate: ServerCertificate,
  run: object,
): Pick<Encryption, 'reloader' | 'pullSecrets'> {
  const { reference, pullSecrets } = platform.images.pin(
    construct,
    (given.image as string | undefined) ?? 'nats-reloader',
    name,
  );
  const amounts = orUsual(given.resources, {
    requests: { cpu: '10m', memory: '16Mi' },
    limits: { cpu: '100m', memory: '32Mi' },
  });
  const reloader = {
    name: 'reload-certificate',
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    args: ['-pid', PID_FILE, '-config', certificate.certificate],
    resources: resources(construct, amounts, {}, platform.opinions),
    securityContext: containerSecurity(),
    volumeMounts: [...certificate.mounts, run],
  };
  return { reloader, pullSecrets };
}

/** Nothing is renewed where nothing is encrypted. */
export function refuseIdleReloader({ construct }: Identity): void {
  report(construct, {
    code: 'LS114',
    path: 'reloader',
    message: 'a reloader is declared, and the server has no certificate',
    fix: "Give tls: 'verify-full', or leave `reloader` out.",
  });
}
