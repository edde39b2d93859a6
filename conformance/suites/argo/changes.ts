/** Commits that a team would make, and what must come of them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { ApiClient, Live } from '../../cluster/api-client';
import type { GitRepository } from '../../cluster/git-repository';
import { podSpec } from '../../cluster/pods';
import { settle, sleep } from '../../cluster/wait';
import { type DistEnvironment, type DistObject, label, type Manifest } from '../../dist';
import { refuse } from '../../report';
import { reseal, storeFile } from '../../reseal';
import type { Toolbox } from '../../tools/toolbox';
import { allHealthy } from './applications';
import { History } from './history';
import type { Published } from './publish';

export interface Delivered {
  readonly api: ApiClient;
  readonly environment: DistEnvironment;
  readonly repository: GitRepository;
  readonly published: Published;
}

/** Deployments of the environment with the path of their file in the working copy. */
export function deployments({ environment }: Pick<Delivered, 'environment'>): DistObject[] {
  return environment.objects.filter(({ manifest }) => manifest.kind === 'Deployment');
}

/** A new digest of one image rolls its Deployment and no other. */
export async function changeImage(delivered: Delivered): Promise<void> {
  const { api, repository, published } = delivered;
  const target = deployments(delivered)[0]!;
  const before = await generations(api, delivered);
  const digest = `sha256:${'c0ffee'.repeat(11).slice(0, 64)}`;
  edit(join(published.folder, target.file), (text) => text.replace(/sha256:[0-9a-f]{64}/, digest));
  const commit = await repository.commit(`image of ${target.manifest.metadata.name}`);
  await allHealthy(api, published.applications, commit, 90);
  const after = await generations(api, delivered);
  const changed = [...after].filter(([name, generation]) => before.get(name) !== generation).map(([name]) => name);
  const expected = label(target.manifest);
  const pods = (await api.list('v1', 'Pod', target.manifest.metadata.namespace)).filter((pod) =>
    JSON.stringify(podSpec(pod)).includes(digest),
  );
  refuse([
    ...(changed.length === 1 && changed[0] === expected
      ? []
      : [`the commit changed ${changed.join(', ') || 'nothing'}, not ${expected} alone`]),
    ...(pods.length > 0 ? [] : ['no pod runs the new image']),
  ]);
}

async function generations(api: ApiClient, delivered: Delivered): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { manifest } of deployments(delivered)) {
    const live = await api.get('apps/v1', 'Deployment', manifest.metadata.namespace, manifest.metadata.name);
    // The revision counts changes of the pod template; replicas belong to autoscalers.
    found.set(label(manifest), Number(live?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0));
  }
  return found;
}

/** What somebody changes or deletes by hand comes back. */
export async function selfHeal(delivered: Delivered): Promise<void> {
  const { api, environment } = delivered;
  const service = environment.objects.find(({ manifest }) => manifest.kind === 'Service')?.manifest;
  const deployment = deployments(delivered)[0]!.manifest;
  const before = await api.get('apps/v1', 'Deployment', deployment.metadata.namespace, deployment.metadata.name);
  const image = images(before ?? deployment);
  if (service !== undefined) await api.remove('v1', 'Service', service.metadata.namespace, service.metadata.name);
  const [container] = podSpec((deployment['spec'] as { template: Live }).template).containers;
  await api.request(
    'PATCH',
    api.path('apps/v1', 'Deployment', deployment.metadata.namespace, deployment.metadata.name) ?? '',
    { spec: { template: { spec: { containers: [{ name: container?.name, image: 'registry.example/by-hand:1' }] } } } },
    'application/strategic-merge-patch+json',
  );
  await settle(60, async () => {
    const problems: string[] = [];
    if (
      service !== undefined &&
      (await api.get('v1', 'Service', service.metadata.namespace, service.metadata.name)) === undefined
    )
      problems.push(`${label(service)} did not come back`);
    const live = await api.get('apps/v1', 'Deployment', deployment.metadata.namespace, deployment.metadata.name);
    if (live === undefined || images(live) !== image)
      problems.push(`${label(deployment)} runs ${live === undefined ? 'nothing' : images(live)}`);
    return problems;
  });
}

function images(deployment: Manifest): string {
  return podSpec((deployment['spec'] as { template: Live }).template)
    .containers.map((container) => container.image ?? '')
    .join(' ');
}

/** A SealedSecret that pods of a Deployment read, whose revision stands on their template. */
export function rotatable({
  environment,
}: Pick<Delivered, 'environment'>):
  { readonly sealed: DistObject; readonly consumer: DistObject; readonly annotation: string } | undefined {
  for (const consumer of environment.objects.filter(({ manifest }) => manifest.kind === 'Deployment')) {
    const { template } = consumer.manifest['spec'] as { template: Manifest };
    const annotation = Object.keys(template.metadata.annotations ?? {}).find((key) => /secret/i.test(key));
    const sealed = environment.objects.find(
      ({ manifest }) =>
        manifest.kind === 'SealedSecret' &&
        JSON.stringify(template['spec']).includes(`"name":"${manifest.metadata.name}"`),
    );
    if (annotation !== undefined && sealed !== undefined) return { sealed, consumer, annotation };
  }
  return undefined;
}

/** A rotated value reaches the Secret before the first pod that is to read it. */
export async function rotate(
  delivered: Delivered,
  found: NonNullable<ReturnType<typeof rotatable>>,
  tool: Toolbox,
  certificate: string,
  secrets: string,
): Promise<void> {
  const { api, environment, repository, published } = delivered;
  const { sealed, consumer, annotation } = found;
  const history = new History(api, [
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'Pod' },
  ]);
  try {
    const value = (key: string): string =>
      key === '.dockerconfigjson' ? '{"auths":{"rotated.example":{}}}' : `rotated-${key}`;
    const manifest = await reseal(
      tool,
      certificate,
      sealed.manifest,
      storeFile(secrets, environment, sealed.manifest.metadata.name),
      value,
    );
    writeFileSync(join(published.folder, sealed.file), stringify(manifest));
    edit(join(published.folder, consumer.file), (text) => {
      const deployment = parse(text) as { spec: { template: { metadata: { annotations: Record<string, string> } } } };
      deployment.spec.template.metadata.annotations[annotation] = 'rotated';
      return stringify(deployment);
    });
    const commit = await repository.commit(`rotate ${sealed.manifest.metadata.name}`);
    await allHealthy(api, published.applications, commit, 90);
    const rotatedAt = history.first('Secret', sealed.manifest, (secret) =>
      Object.values((secret['data'] ?? {}) as Record<string, string>).some((text) =>
        /^(rotated-|\{"auths":\{"rotated)/.test(Buffer.from(text, 'base64').toString()),
      ),
    );
    const pods = history
      .all('Pod')
      .filter(({ object }) => object.metadata.annotations?.[annotation] === 'rotated')
      .map(({ created }) => created);
    refuse([
      ...(rotatedAt === undefined ? [`Secret/${sealed.manifest.metadata.name} did not get the new value`] : []),
      ...(pods.length === 0 ? [`${label(consumer.manifest)} has no pod made for the new value`] : []),
      ...(rotatedAt !== undefined && pods.some((created) => created < rotatedAt)
        ? ['a pod was made for the new value before the Secret had it']
        : []),
    ]);
  } finally {
    history.stop();
  }
}

/** The folder of a service disappears from git, and the service from the cluster. */
export async function removeService(delivered: Delivered): Promise<string> {
  const { api, environment, repository, published } = delivered;
  const folder = dirname(deployments(delivered).at(-1)!.file);
  const removed = environment.objects.filter(({ file }) => dirname(file) === folder && !isKept(file, environment));
  for (const { file } of removed) rmSync(join(published.folder, file), { force: true });
  const commit = await repository.commit(`remove ${folder}`);
  await allHealthy(api, published.applications, commit, 90);
  await settle(30, async () => {
    const left: string[] = [];
    for (const { manifest } of removed) {
      const live = await api.get(
        manifest.apiVersion,
        manifest.kind,
        manifest.metadata.namespace,
        manifest.metadata.name,
      );
      if (live !== undefined) left.push(`${label(manifest)} is still there`);
    }
    return left;
  });
  return `${folder}: ${removed.length} objects pruned`;
}

function isKept(file: string, environment: DistEnvironment): boolean {
  return environment.objects.some((object) => object.file === file && object.manifest.kind === 'Namespace');
}

/** The Namespace's file disappears from git; the Namespace stays. Last: Argo CD goes on asking for a confirmation. */
export async function removeNamespace(delivered: Delivered, resyncSeconds: number): Promise<void> {
  const { api, environment, repository, published } = delivered;
  const namespace = environment.objects.find(({ manifest }) => manifest.kind === 'Namespace')!;
  rmSync(join(published.folder, namespace.file));
  const commit = await repository.commit('remove the namespace');
  await settle(60, async () => {
    const applications = await api.list('argoproj.io/v1alpha1', 'Application', 'argocd');
    const seen = applications.some(
      (application) =>
        (application['status'] as { sync?: { revision?: string } } | undefined)?.sync?.revision === commit,
    );
    return seen ? [] : ['no Application has seen the commit'];
  });
  await sleep(resyncSeconds * 2000);
  const live = await api.get('v1', 'Namespace', undefined, namespace.manifest.metadata.name);
  if (live === undefined || live.metadata.deletionTimestamp !== undefined)
    throw new Error(`${label(namespace.manifest)} was pruned`);
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`nothing to change in ${file}`);
  writeFileSync(file, changed);
}
