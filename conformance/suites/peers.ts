/** Suite `peers`: other tools of the field read the files as they are. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments, stringify } from 'yaml';
import { temporaryFolder } from '../cleanup';
import { startCluster } from '../cluster/cluster';
import { CONTROL_PLANE_TOOLS } from '../cluster/control-plane';
import { type DistEnvironment, type DistObject, label, type Manifest } from '../dist';
import { run, runOk } from '../processes';
import { refuse } from '../report';
import { sideBySide } from '../side-by-side';
import type { Suite } from '../suite';
import type { Toolbox } from '../tools/toolbox';

export const peers: Suite = {
  name: 'peers',
  title: 'kustomize build gives the same objects back; kubectl apply --dry-run=server takes the folder',
  tools: [...CONTROL_PLANE_TOOLS, 'kubectl', 'kustomize'],
  run: async ({ report, tool, environments, jobs }) => {
    await sideBySide(environments, jobs, async (environment) => {
      const title = `peers ${environment.platform}/${environment.name}`;
      await report.case(`${title}: kustomize build gives every app back as it is`, () => kustomize(environment, tool));
      await report.case(`${title}: kubectl apply --dry-run=server -R takes the folder`, () =>
        dryRun(environment, tool),
      );
    });
  },
};

async function kustomize(environment: DistEnvironment, tool: Toolbox): Promise<void> {
  const apps = new Map<string, DistObject[]>();
  for (const object of environment.objects)
    apps.set(dirname(object.file), [...(apps.get(dirname(object.file)) ?? []), object]);
  const problems: string[] = [];
  for (const [app, objects] of apps) {
    const folder = join(temporaryFolder('kustomize'), app);
    mkdirSync(folder, { recursive: true });
    const files = [...new Set(objects.map(({ file }) => file.slice(app.length + 1)))];
    for (const file of files) copyFileSync(join(environment.folder, app, file), join(folder, file));
    const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: files };
    writeFileSync(join(folder, 'kustomization.yaml'), stringify(kustomization));
    const built = parseAllDocuments(await runOk(tool('kustomize'), ['build', folder])).map(
      (document) => document.toJS() as Manifest,
    );
    if (built.length !== objects.length) problems.push(`${app}: ${objects.length} objects became ${built.length}`);
    for (const { file, manifest } of objects) {
      const same = built.some((candidate) => isDeepStrictEqual(candidate, manifest));
      if (!same) problems.push(`${file}: ${label(manifest)} came back different`);
    }
  }
  refuse(problems);
}

async function dryRun(environment: DistEnvironment, tool: Toolbox): Promise<void> {
  const manifests = environment.objects.map((object) => object.manifest);
  const plane = await startCluster(tool, 'peers', manifests, { nodes: false });
  try {
    // A dry run makes nothing, not even the namespaces that the rest lies in.
    for (const manifest of manifests) if (manifest.kind === 'Namespace') await plane.api.install(manifest);
    const args = ['apply', '--dry-run=server', '--validate=strict', '-R', '-f', environment.folder];
    const result = await run(tool('kubectl'), args, { env: { KUBECONFIG: plane.kubeconfig, HOME: plane.folder } });
    // The namespace was made by another means a moment ago, and kubectl says so.
    const said = result.stderr
      .split('\n')
      .filter(
        (line) => line.trim() !== '' && !/missing the kubectl.kubernetes.io\/last-applied-configuration/.test(line),
      );
    if (result.code !== 0 || said.length > 0)
      throw new Error([`kubectl exited with ${result.code}`, ...said].join('\n'));
    const answered = result.stdout.trim().split('\n').length;
    if (answered !== manifests.length) throw new Error(`kubectl took ${answered} of ${manifests.length} objects`);
  } finally {
    await plane.stop();
  }
}
