/** A control plane on loopback, in a temporary folder: etcd, API server, controller manager, scheduler. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEnd, temporaryFolder } from '../cleanup';
import { type Service, startService } from '../processes';
import type { Toolbox } from '../tools/toolbox';
import { ApiClient } from './api-client';
import { makeCredentials, writeKubeconfig } from './credentials';
import { freePorts } from './ports';
import { settle } from './wait';
import { messageOf } from '../error-message';

export const CONTROL_PLANE_TOOLS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

export interface ControlPlane {
  readonly api: ApiClient;
  readonly folder: string;
  readonly kubeconfig: string;
  readonly token: string;
  readonly port: number;
  /** Certificate of the API server with its authority, and its key; other servers of the run may serve with it. */
  readonly certificate: { readonly cert: string; readonly key: string };
  /** Starts one more program that belongs to this cluster; it is stopped with it, before what was started earlier. */
  start(name: string, program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Service;
  /** What else must end with the cluster. */
  with(undo: () => Promise<void> | void): void;
  /** The last lines of each log, for a failure; of these services only, when some are named. */
  logs(lines?: number, only?: readonly string[]): string;
  stop(): Promise<void>;
}

/** Starts it and waits until it is ready. The API server stops before etcd: together, it would hang. */
export async function startControlPlane(tool: Toolbox, name: string): Promise<ControlPlane> {
  const folder = temporaryFolder(name);
  const [etcdClient, etcdPeer, secure, managerPort, schedulerPort] = (await freePorts(5)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const credentials = makeCredentials(folder);
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const services: Service[] = [];
  const undos: (() => Promise<void> | void)[] = [];
  const start = (service: string, program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Service => {
    const started = startService(service, program, args, {
      log: join(folder, `${service}.log`),
      cwd: folder,
      ...(env === undefined ? {} : { env }),
    });
    services.push(started);
    return started;
  };
  const logs = (lines = 5, only?: readonly string[]): string =>
    services
      .filter(({ name: service }) => only?.includes(service) ?? true)
      .map((service) =>
        [`--- ${service.name}${service.running() ? '' : ' (ended)'}`, ...tail(service.log, lines)].join('\n'),
      )
      .join('\n');
  const stop = onEnd(async () => {
    for (const undo of undos.reverse()) await undo();
    for (const service of services.reverse()) await service.stop();
  });

  const etcdUrl = `http://127.0.0.1:${etcdClient}`;
  const etcdPeerUrl = `http://127.0.0.1:${etcdPeer}`;
  start('etcd', tool('etcd'), [
    '--unsafe-no-fsync',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcdUrl}`,
    `--advertise-client-urls=${etcdUrl}`,
    `--listen-peer-urls=${etcdPeerUrl}`,
    `--initial-advertise-peer-urls=${etcdPeerUrl}`,
    `--initial-cluster=default=${etcdPeerUrl}`,
    '--log-level=warn',
  ]);
  start('kube-apiserver', tool('kube-apiserver'), [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${secure}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--cert-dir=${certificates}`,
    `--token-auth-file=${credentials.tokenFile}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${credentials.serviceAccountKey}`,
    `--service-account-key-file=${credentials.serviceAccountKey}`,
    '--authorization-mode=RBAC',
    '--enable-admission-plugins=PodSecurity',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--allow-privileged=true',
    '--profiling=false',
  ]);
  const server = `https://127.0.0.1:${secure}`;
  const cert = join(certificates, 'apiserver.crt');
  const api = await ready(server, credentials.token, cert, () => services.find((service) => !service.running()), logs);
  undos.push(() => api.close());
  const kubeconfig = writeKubeconfig(join(folder, 'kubeconfig'), server, credentials.token, cert);
  const loopback = [
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--kubeconfig=${kubeconfig}`,
    `--cert-dir=${certificates}`,
  ];
  start('kube-controller-manager', tool('kube-controller-manager'), [
    ...loopback,
    `--secure-port=${managerPort}`,
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${credentials.serviceAccountKey}`,
    `--root-ca-file=${cert}`,
    '--horizontal-pod-autoscaler-sync-period=2s',
    '--horizontal-pod-autoscaler-initial-readiness-delay=1s',
    '--concurrent-resource-quota-syncs=5',
    // A count that was taken while pods still came stands until the next one, five minutes later by default.
    '--resource-quota-sync-period=5s',
  ]);
  start('kube-scheduler', tool('kube-scheduler'), [...loopback, `--secure-port=${schedulerPort}`]);
  return {
    api,
    folder,
    kubeconfig,
    token: credentials.token,
    port: secure,
    start,
    logs,
    stop,
    certificate: { cert, key: join(certificates, 'apiserver.key') },
    with: (undo) => undos.push(undo),
  };
}

async function ready(
  server: string,
  token: string,
  certificate: string,
  ended: () => Service | undefined,
  logs: () => string,
): Promise<ApiClient> {
  let api: ApiClient | undefined;
  await settle(
    60,
    async () => {
      const dead = ended();
      if (dead !== undefined) throw new Error(`${dead.name} ended while starting\n${logs()}`);
      try {
        api ??= new ApiClient(server, token, readFileSync(certificate, 'utf8'));
        const answer = await api.request('GET', '/readyz');
        return answer.status === 200 ? [] : [`/readyz answers ${answer.status}`];
      } catch (error) {
        return [messageOf(error)];
      }
    },
    100,
  );
  if (api === undefined) throw new Error('BUG: ready without a client');
  await api.discover();
  return api;
}

function tail(file: string, lines: number): string[] {
  try {
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .map((line) => line.slice(0, 400));
  } catch {
    return [];
  }
}
