/** Suite `api`: a real control plane takes every environment, and its controllers do with it what the manifests promise. */
import type { ControlPlane } from '../../cluster/control-plane';
import { CLUSTER_TOOLS, startCluster } from '../../cluster/cluster';
import { settle } from '../../cluster/wait';
import type { DistEnvironment } from '../../dist';
import { sideBySide } from '../../side-by-side';
import type { Suite, SuiteContext } from '../../suite';
import { type Accepted, applyAll, kubectlDiff, secondApply, storedAsWritten } from './acceptance';
import { budgetsAllow, drain } from './disruption';
import { quotaAsComputed } from './quota';
import { autoscalersWork, rollAll, rollAtMaximum } from './rollout';
import { endpointsMatch } from './services';
import { available, cronJobsRun, podsFindTheirReferences } from './workloads';

export const api: Suite = {
  name: 'api',
  title: 'etcd, API server, controller manager, scheduler and fake nodes take every environment',
  tools: [...CLUSTER_TOOLS, 'kubectl'],
  run: async (context) => {
    await sideBySide(context.environments, context.jobs, (environment) => judge(context, environment));
  },
};

async function judge({ report, tool }: SuiteContext, environment: DistEnvironment): Promise<void> {
  const title = `api ${environment.platform}/${environment.name}`;
  const manifests = environment.objects.map((object) => object.manifest);
  let plane: ControlPlane | undefined;
  const started = await report.case(`${title}: a cluster with the definitions in use`, async () => {
    plane = await startCluster(tool, `${environment.platform}-${environment.name}`, manifests);
  });
  if (!started || plane === undefined) return;
  try {
    await judgeOn(plane, { report, tool }, environment, title);
  } finally {
    await plane.stop();
  }
}

async function judgeOn(
  { api: client, kubeconfig }: ControlPlane,
  { report, tool }: Pick<SuiteContext, 'report' | 'tool'>,
  environment: DistEnvironment,
  title: string,
): Promise<void> {
  const namespaces = [...new Set(environment.objects.flatMap(({ manifest }) => manifest.metadata.namespace ?? []))];
  let accepted: Accepted[] = [];
  const taken = await report.case(
    `${title}: strict server-side apply of ${environment.objects.length} objects, no refusal, no warning`,
    async () => {
      accepted = await applyAll(client, environment);
    },
  );
  // What follows judges a complete environment; on a part of it every line would repeat the refusal.
  if (!taken) return;
  await report.case(`${title}: stored as written, canonical`, async () => storedAsWritten(accepted));
  const running = await report.case(`${title}: all workloads are scheduled and available`, () =>
    available(client, namespaces),
  );
  await report.case(`${title}: pods find every Secret, ConfigMap and key`, () =>
    podsFindTheirReferences(client, namespaces),
  );
  await report.case(`${title}: quota usage as computed`, () =>
    settle(60, () => quotaAsComputed(client, environment.objects)),
  );
  await report.case(`${title}: endpoints match Services`, () => settle(20, () => endpointsMatch(client, namespaces)));
  await report.case(`${title}: disruption budgets allow a disruption`, () =>
    budgetsAllow(client, namespaces, environment.objects),
  );
  const has = (kind: string): boolean => environment.objects.some(({ manifest }) => manifest.kind === kind);
  if (!has('HorizontalPodAutoscaler')) report.skip(`${title}: autoscalers`, 'it has none');
  else
    await report.case(`${title}: autoscalers read scale and metrics of their targets`, () =>
      settle(40, () => autoscalersWork(client, namespaces)),
    );
  await report.case(`${title}: a second apply changes nothing`, () => secondApply(client, accepted));
  await report.case(`${title}: kubectl diff is empty`, () =>
    kubectlDiff(tool('kubectl'), kubeconfig, environment.folder),
  );
  if (!has('CronJob')) report.skip(`${title}: CronJobs`, 'it has none');
  else await report.case(`${title}: every CronJob's pods run`, () => cronJobsRun(client, namespaces));
  // Without running pods the rest would wait for what cannot come.
  if (!running) return;
  await report.case(`${title}: a drained node loses its pods by eviction`, () =>
    drain(client, tool('kubectl'), kubeconfig, namespaces),
  );
  await report.case(`${title}: a rolling update keeps every replica serving`, () => rollAll(client, namespaces));
  await report.case(`${title}: quota holds all autoscalers at their maximum, while rolling`, () =>
    rollAtMaximum(client, namespaces),
  );
}
