/** A NATS whose callers and servers speak TLS, and how it learns of a certificate that was renewed. */
import type { Subject } from '../../engine/build';
import type { VolumeMount } from '../../manifests';
import { addServerCertificate, serviceNames, type ServerCertificate } from '../stateful/server-certificate';
import type { Sidecar } from '../stateful/sidecar';
import type { StoreFiles, StoreKind } from '../stateful/store';
import { sidecarOf } from '../../workload/container';

const RUN = '/run/nats';
/** Where the server writes its process ID, for those who signal it. */
export const PID_FILE = `${RUN}/nats.pid`;
const RUN_VOLUME = 'run';

export interface Encryption extends StoreFiles {
  readonly certificate: ServerCertificate;
  readonly reload: Pick<StoreKind, 'companions' | 'pullSecrets' | 'sharesProcesses'>;
}

/** @param hosts names by which servers of a cluster know each other */
export function encrypt(subject: Subject, hosts: readonly string[], given: Sidecar | undefined): Encryption {
  const certificate = addServerCertificate(subject, [...serviceNames(subject), ...hosts]);
  const run = { name: RUN_VOLUME, mountPath: RUN };
  return {
    certificate,
    volumes: [...certificate.volumes, { name: RUN_VOLUME, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }],
    mounts: [...certificate.mounts, run],
    reload: reloaderOf(subject, given, certificate, { ...run, readOnly: true }),
  };
}

/** The image of the server has no shell, and the signal for it is SIGHUP: containers of the pod see each other's processes. */
function reloaderOf(
  { parts, facts }: Subject,
  { image = 'nats-reloader', resources: given }: Sidecar = {},
  { certificate, mounts }: ServerCertificate,
  run: VolumeMount,
): Encryption['reload'] {
  const { reference, pullSecrets } = facts.image(image);
  const amounts = {
    requests: { cpu: '10m', memory: '16Mi', ...given?.requests },
    limits: { cpu: '100m', memory: '32Mi', ...given?.limits },
  };
  const reloader = sidecarOf(parts, facts.opinions, amounts, {
    name: 'reload-certificate',
    image: reference,
    args: ['-pid', PID_FILE, '-config', certificate],
    volumeMounts: [...mounts, run],
  });
  return { companions: [reloader], pullSecrets, sharesProcesses: true };
}

/** Nothing is renewed where nothing is encrypted. */
export function refuseIdleReloader({ parts }: Subject): void {
  parts.report({
    code: 'LS114',
    path: 'reloader',
    message: 'a reloader is declared, but the server has no certificate',
    fix: "Set tls: 'verify-full', or omit `reloader`.",
  });
}
