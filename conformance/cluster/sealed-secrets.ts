/** The Sealed Secrets controller. It only knows how to run in a pod, so it gets a mount namespace with a pod's token in it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Toolbox } from '../tools/toolbox';
import type { ControlPlane } from './control-plane';
import { freePorts } from './ports';
import { settle } from './wait';

export const SEALED_SECRETS_KINDS = [{ group: 'bitnami.com', kind: 'SealedSecret' }] as const;
export const SEALED_SECRETS_TOOLS = ['controller', 'kubeseal'] as const;

export interface SealedSecretsController {
  /** File with the certificate to seal with, of the newest key. */
  readonly certificate: string;
  /** Makes the controller take a new key; the old one goes on unsealing. The certificate file is renewed. */
  rotate(): Promise<void>;
}

export async function startSealedSecrets(tool: Toolbox, plane: ControlPlane): Promise<SealedSecretsController> {
  const account = join(plane.folder, 'service-account');
  mkdirSync(account);
  writeFileSync(join(account, 'token'), plane.token);
  writeFileSync(join(account, 'namespace'), 'kube-system');
  writeFileSync(join(account, 'ca.crt'), readFileSync(plane.certificate.cert));
  const [http, metrics] = (await freePorts(2)) as [number, number];
  const script = [
    'mount -t tmpfs tmpfs /run',
    'mkdir -p /run/secrets/kubernetes.io/serviceaccount',
    'cp "$1"/* /run/secrets/kubernetes.io/serviceaccount/',
    'shift',
    'exec "$@"',
  ].join(' && ');
  const own = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const controller = plane.start(
    'sealed-secrets',
    'unshare',
    [
      '--mount',
      ...own,
      'sh',
      '-c',
      script,
      'sh',
      account,
      tool('controller'),
      `--listen-addr=127.0.0.1:${http}`,
      `--listen-metrics-addr=127.0.0.1:${metrics}`,
      '--key-size=4096',
      '--kubeclient-qps=-1',
    ],
    {
      ...process.env,
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      KUBERNETES_SERVICE_PORT: String(plane.port),
      POD_NAMESPACE: 'kube-system',
    },
  );
  const certificate = join(plane.folder, 'sealing.pem');
  const fetchCertificate = (unlike: string): Promise<void> =>
    settle(60, async () => {
      if (!controller.running()) throw new Error(`the controller ended\n${plane.logs()}`);
      const text = await fetchText(`http://127.0.0.1:${http}/v1/cert.pem`).catch(() => '');
      if (!text.includes('BEGIN CERTIFICATE') || text === unlike) return ['the controller has no new certificate yet'];
      writeFileSync(certificate, text);
      return [];
    });
  await fetchCertificate('');
  return {
    certificate,
    rotate: async () => {
      const before = readFileSync(certificate, 'utf8');
      controller.signal('SIGUSR1');
      await fetchCertificate(before);
    },
  };
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}
