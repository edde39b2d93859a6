/** Argo CD without its user interface: repository server and application controller, with redis between them. */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readYaml } from '../dist';
import { moduleFolder } from '../tools/go';
import type { Toolbox } from '../tools/toolbox';
import { VERSIONS } from '../versions';
import type { ControlPlane } from './control-plane';
import { freePorts } from './ports';

export const ARGO_CD_TOOLS = ['argocd', 'redis-server', 'kustomize'] as const;
export const ARGO_CD_KINDS = ['Application', 'AppProject', 'ApplicationSet'].map((kind) => ({
  group: 'argoproj.io',
  kind,
}));

/** Seconds between two comparisons of an Application with git and the cluster; Argo CD's default is two to three minutes. */
export const RESYNC_SECONDS = 5;

/** Starts Argo CD on a cluster that has the namespace `argocd` and the definitions of `ARGO_CD_KINDS`. */
export async function startArgoCd(tool: Toolbox, plane: ControlPlane): Promise<void> {
  const source = await moduleFolder('github.com/argoproj/argo-cd/v3', VERSIONS.argocd);
  const folder = join(plane.folder, 'argo-cd');
  for (const name of ['tls', 'ssh', 'gnupg', 'plugins', 'home', 'tmp', 'bin', 'redis'])
    mkdirSync(join(folder, name), { recursive: true });
  const wrapper = join(folder, 'bin', 'git-verify-wrapper.sh');
  copyFileSync(join(source, 'hack', 'git-verify-wrapper.sh'), wrapper);
  chmodSync(wrapper, 0o755);
  symlinkSync(tool('kustomize'), join(folder, 'bin', 'kustomize'));

  const config = join(source, 'manifests', 'base', 'config');
  for (const file of readdirSync(config).filter((name) => name.startsWith('argocd-'))) {
    for (const manifest of readYaml(join(config, file))) {
      await plane.api.install({ ...manifest, metadata: { ...manifest.metadata, namespace: 'argocd' } });
    }
  }
  await plane.api.install({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: 'argocd' },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ namespace: '*', server: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  });

  const [redis, repo, repoMetrics, controllerMetrics] = (await freePorts(4)) as [number, number, number, number];
  const env = {
    ...process.env,
    KUBECONFIG: plane.kubeconfig,
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_TLS_DATA_PATH: join(folder, 'tls'),
    ARGOCD_SSH_DATA_PATH: join(folder, 'ssh'),
    ARGOCD_GNUPGHOME: join(folder, 'gnupg'),
    ARGOCD_PLUGINSOCKFILEPATH: join(folder, 'plugins'),
    ARGOCD_GPG_ENABLED: 'false',
    HOME: join(folder, 'home'),
    TMPDIR: join(folder, 'tmp'),
    GIT_CONFIG_NOSYSTEM: '1',
    PATH: [join(folder, 'bin'), process.env['PATH'] ?? ''].join(delimiter),
  };
  plane.start('redis', tool('redis-server'), [
    '--bind',
    '127.0.0.1',
    '--port',
    String(redis),
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    join(folder, 'redis'),
  ]);
  plane.start(
    'argocd-repo-server',
    tool('argocd'),
    [
      '--redis',
      `127.0.0.1:${redis}`,
      '--disable-tls',
      '--client-ca-path=',
      '--revision-cache-expiration=2s',
      '--address=127.0.0.1',
      `--port=${repo}`,
      '--metrics-address=127.0.0.1',
      `--metrics-port=${repoMetrics}`,
      '--loglevel=warn',
    ],
    { ...env, ARGOCD_BINARY_NAME: 'argocd-repo-server' },
  );
  plane.start(
    'argocd-application-controller',
    tool('argocd'),
    [
      '--namespace=argocd',
      '--redis',
      `127.0.0.1:${redis}`,
      '--repo-server',
      `127.0.0.1:${repo}`,
      '--repo-server-plaintext',
      `--app-resync=${RESYNC_SECONDS}`,
      '--app-resync-jitter=0',
      // Which object is not healthy stands in the Application, for whoever reads a failure.
      '--persist-resource-health',
      `--metrics-port=${controllerMetrics}`,
      '--loglevel=warn',
    ],
    { ...env, ARGOCD_BINARY_NAME: 'argocd-application-controller' },
  );
}
