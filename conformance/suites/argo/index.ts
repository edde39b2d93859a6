/** Suite `argo`: Argo CD delivers every environment from a git repository that holds the dist folder. */
import { temporaryFolder } from '../../cleanup';
import { ARGO_CD_KINDS, ARGO_CD_TOOLS, RESYNC_SECONDS, startArgoCd } from '../../cluster/argo-cd';
import { CLUSTER_TOOLS, startCluster } from '../../cluster/cluster';
import type { ControlPlane } from '../../cluster/control-plane';
import { GitRepository } from '../../cluster/git-repository';
import { stateHealth } from '../../cluster/operators';
import {
  SEALED_SECRETS_KINDS,
  SEALED_SECRETS_TOOLS,
  type SealedSecretsController,
  startSealedSecrets,
} from '../../cluster/sealed-secrets';
import { settle, sleep } from '../../cluster/wait';
import type { DistEnvironment, DistObject, Manifest } from '../../dist';
import { refuse } from '../../report';
import { sideBySide } from '../../side-by-side';
import type { Suite, SuiteContext } from '../../suite';
import { autoscalersWork } from '../api/rollout';
import { podsFindTheirReferences } from '../api/workloads';
import { allHealthy, applicationStates, bootstrapOf } from './applications';
import {
  changeImage,
  type Delivered,
  deployments,
  removeNamespace,
  removeService,
  rotatable,
  rotate,
  selfHeal,
} from './changes';
import { History, outOfOrder } from './history';
import { publish, type Published, trackedRevisions } from './publish';
import { messageOf } from '../../error-message';

export const argo: Suite = {
  name: 'argo',
  title: 'Argo CD syncs every environment from git: bootstrap, waves, changes, pruning, self-heal',
  tools: [...CLUSTER_TOOLS, ...SEALED_SECRETS_TOOLS, ...ARGO_CD_TOOLS],
  waits: true,
  run: async (context) => {
    await sideBySide(context.environments, context.jobs, (environment) => judge(context, environment));
  },
};

async function judge(context: SuiteContext, environment: DistEnvironment): Promise<void> {
  const title = `argo ${environment.platform}/${environment.name}`;
  const bootstrap = bootstrapOf(environment);
  if (bootstrap === undefined) return context.report.skip(title, 'it has no bootstrap Application');
  const manifests = environment.objects.map((object) => object.manifest);
  let plane: ControlPlane | undefined;
  try {
    let controller: SealedSecretsController | undefined;
    const started = await context.report.case(
      `${title}: a cluster with Argo CD and the Sealed Secrets controller`,
      async () => {
        plane = await startCluster(context.tool, `argo-${environment.name}`, manifests, {
          kinds: [...ARGO_CD_KINDS, ...SEALED_SECRETS_KINDS],
        });
        controller = await startSealedSecrets(context.tool, plane);
        stateHealth(plane);
        await startArgoCd(context.tool, plane);
      },
    );
    if (started && plane !== undefined && controller !== undefined)
      await judgeOn(plane, controller, context, environment, bootstrap, title);
  } finally {
    await plane?.stop();
  }
}

async function judgeOn(
  plane: ControlPlane,
  controller: SealedSecretsController,
  context: SuiteContext,
  environment: DistEnvironment,
  bootstrap: Manifest,
  title: string,
): Promise<void> {
  const { report, tool, secrets } = context;
  const { api } = plane;
  const repository = await GitRepository.create(temporaryFolder('git'), trackedRevisions(environment));
  const published = await publish(context, environment, repository, controller.certificate);
  for (const name of published.foreign)
    report.skip(
      `${title}: chart of Application/${name}`,
      'it lies elsewhere; a stub of the same Application stands for it',
    );
  const own = environment.objects;
  const history = new History(api, [
    ...own.map(({ manifest }) => manifest),
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'Pod' },
  ]);

  const synced = await report.case(
    `${title}: the bootstrap Application leads to ${published.applications.length} Applications, Synced and Healthy`,
    async () => {
      await bootstrapFrom(plane, environment, bootstrap, repository.url);
      await allHealthy(api, published.applications, published.commit, 300).catch((error: unknown) => {
        throw new Error(
          [messageOf(error), plane.logs(3, ['argocd-repo-server', 'argocd-application-controller'])].join('\n'),
        );
      });
    },
  );
  history.stop();
  if (!synced) return;
  await report.case(`${title}: objects came in the order of their waves`, async () => {
    // Waves order what one Application applies; the environment's own folder, that of its add-ons and that of its Applications are three.
    const inArgo = ({ file }: DistObject): boolean => file.startsWith('argocd/');
    const ofAddOns = ({ file }: DistObject): boolean => file.startsWith('add-ons/');
    const byHand = (object: DistObject): boolean => object.manifest === bootstrap;
    refuse([
      ...outOfOrder(
        history,
        own.filter((object) => !inArgo(object) && !ofAddOns(object)),
      ),
      ...outOfOrder(history, own.filter(ofAddOns)),
      ...outOfOrder(
        history,
        own.filter((object) => inArgo(object) && !byHand(object)),
      ),
    ]);
  });
  const namespaces = [...new Set(own.flatMap(({ manifest }) => manifest.metadata.namespace ?? []))].filter(
    (name) => name !== 'argocd',
  );
  await report.case(`${title}: Secrets were unsealed before their pods were made`, async () => {
    await podsFindTheirReferences(api, namespaces);
    refuse(secretsAfterPods(history, environment));
  });
  const autoscaled = own.some(({ manifest }) => manifest.kind === 'HorizontalPodAutoscaler');
  if (!autoscaled) report.skip(`${title}: autoscalers`, 'it has none');
  else
    await report.case(`${title}: autoscalers find their metrics, and all stays Healthy`, async () => {
      await settle(60, () => autoscalersWork(api, namespaces));
      await allHealthy(api, published.applications, published.commit, 120);
    });
  await report.case(
    `${title}: nothing drifts in ${context.soakSeconds} s with a comparison every ${RESYNC_SECONDS} s`,
    () => soak(plane, published, context.soakSeconds),
  );

  const delivered: Delivered = { api, environment, repository, published };
  if (deployments(delivered).length === 0) return report.skip(`${title}: commits`, 'it has no Deployment');
  await report.case(`${title}: a commit with one image rolls one Deployment`, () => changeImage(delivered));
  await report.case(`${title}: what is changed by hand comes back`, () => selfHeal(delivered));
  const found = rotatable(delivered);
  if (found === undefined)
    report.skip(`${title}: rotation of a value`, 'no Deployment has the revision of a sealed value on its pods');
  else
    await report.case(`${title}: a rotated value reaches the Secret before the new pods`, () =>
      rotate(delivered, found, tool, controller.certificate, secrets),
    );
  await report.case(`${title}: a removed service is pruned`, () => removeService(delivered));
  await report.case(`${title}: a removed Namespace is not pruned`, () => removeNamespace(delivered, RESYNC_SECONDS));
}

/** What an operator does by hand, once: the project, if it is not the default one, and the bootstrap Application. */
async function bootstrapFrom(
  { api }: ControlPlane,
  environment: DistEnvironment,
  bootstrap: Manifest,
  url: string,
): Promise<void> {
  const original = bootstrap['spec'] as { project: string; source?: { repoURL: string } };
  const rewrite = (manifest: Manifest): Manifest =>
    original.source === undefined
      ? manifest
      : (JSON.parse(JSON.stringify(manifest).replaceAll(original.source.repoURL, url)) as Manifest);
  const project = environment.objects.find(
    ({ manifest }) => manifest.kind === 'AppProject' && manifest.metadata.name === original.project,
  )?.manifest;
  if (project !== undefined) await api.install(rewrite(project), 'operator');
  await api.install(rewrite(bootstrap), 'operator');
}

function secretsAfterPods(history: History, environment: DistEnvironment): string[] {
  const pods = history.all('Pod');
  return environment.objects
    .filter(({ manifest }) => manifest.kind === 'SealedSecret')
    .flatMap(({ manifest }) => {
      const created = history.created('Secret', manifest);
      const name = manifest.metadata.name;
      if (created === undefined) return [`Secret/${name} was not made`];
      const early = pods.filter(
        (pod) =>
          pod.created < created &&
          pod.object.metadata.namespace === manifest.metadata.namespace &&
          JSON.stringify(pod.object['spec']).includes(`"${name}"`),
      );
      return early.map((pod) => `Pod/${pod.object.metadata.name} was made before Secret/${name}`);
    });
}

/** Every Application stays Synced and Healthy, is compared again and again, and starts no operation. */
async function soak({ api }: ControlPlane, { applications }: Published, seconds: number): Promise<void> {
  const first = new Map((await applicationStates(api)).map((state) => [state.name, state]));
  const problems = new Set<string>();
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end && problems.size === 0) {
    await sleep(500);
    for (const state of await applicationStates(api)) {
      if (state.sync !== 'Synced' || state.health !== 'Healthy')
        problems.add([`${state.name}: ${state.sync}, ${state.health}`, ...state.problems].join('\n  '));
      if (state.operationStarted !== first.get(state.name)?.operationStarted)
        problems.add(`${state.name}: synced again, though nothing was committed`);
    }
  }
  refuse([...problems]);
  // A busy controller compares later than it is asked to.
  await settle(4 * RESYNC_SECONDS, async () => {
    const last = await applicationStates(api);
    return [
      ...last
        .filter(({ name, reconciledAt }) => reconciledAt === first.get(name)?.reconciledAt)
        .map(({ name }) => `${name}: was not compared again`),
      ...(last.length === applications.length ? [] : [`${last.length} Applications instead of ${applications.length}`]),
    ];
  });
}
