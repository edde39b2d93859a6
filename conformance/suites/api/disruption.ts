import type { ApiClient, Live } from '../../cluster/api-client';
import { matches, podSpec, serves } from '../../cluster/pods';
import { patience, settle } from '../../cluster/wait';
import { type DistObject, label } from '../../dist';
import { run, runOk } from '../../processes';
import { available, runningPods } from './workloads';

/** Label domains of pods that operators make: there is no operator here, so that nothing of theirs can match. */
export const OPERATOR_LABELS =
  /^(cnpg\.io|elasticsearch\.k8s\.elastic\.co|common\.k8s\.elastic\.co|kibana\.k8s\.elastic\.co|mongodb)\b/;

export function selectsOperatorPods(selector: Readonly<Record<string, string>>): boolean {
  return Object.keys(selector).some((key) => OPERATOR_LABELS.test(key));
}

/** Custom resources whose operators put labels of the manifest on their pods; a budget for them waits for the operator. */
const OPERATED = new Set(['MongoDBCommunity', 'Elasticsearch']);

/** Every PodDisruptionBudget lets at least one pod go. */
export async function budgetsAllow(
  api: ApiClient,
  namespaces: readonly string[],
  objects: readonly DistObject[],
): Promise<void> {
  const operated = new Set(
    objects.filter(({ manifest }) => OPERATED.has(manifest.kind)).map(({ manifest }) => manifest.metadata.name),
  );
  await settle(30, async () => {
    const budgets = (
      await Promise.all(namespaces.map((namespace) => api.list('policy/v1', 'PodDisruptionBudget', namespace)))
    ).flat();
    return budgets.flatMap((budget) => {
      const { selector, maxUnavailable, minAvailable } = budget['spec'] as {
        readonly selector?: { readonly matchLabels?: Record<string, string> };
        readonly maxUnavailable?: number | string;
        readonly minAvailable?: number | string;
      };
      // Whoever makes the pods, this lets none of them go.
      if (maxUnavailable === 0 || maxUnavailable === '0%' || minAvailable === '100%')
        return [`${label(budget)}: allows no disruption, of however many pods`];
      const labels = selector?.matchLabels ?? {};
      if (selectsOperatorPods(labels) || operated.has(labels['app.kubernetes.io/name'] ?? '')) return [];
      const {
        disruptionsAllowed = 0,
        expectedPods = 0,
        desiredHealthy = 0,
      } = (budget['status'] ?? {}) as Record<string, number | undefined>;
      return disruptionsAllowed > 0
        ? []
        : [`${label(budget)}: allows no disruption; ${expectedPods} pods, ${desiredHealthy} must stay`];
    });
  });
}

/** Drains the node with the most pods; every pod leaves through eviction, and all workloads come back elsewhere. */
export async function drain(
  api: ApiClient,
  kubectl: string,
  kubeconfig: string,
  namespaces: readonly string[],
): Promise<string> {
  const counts = new Map<string, number>();
  for (const pod of await runningPods(api, namespaces)) {
    const node = podSpec(pod).nodeName ?? '';
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  const [node, pods] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (node === undefined) throw new Error('no pod runs on any node');
  const env = { KUBECONFIG: kubeconfig, HOME: '/nonexistent' };
  const timeout = `--timeout=${Math.ceil(30 * patience())}s`;
  const result = await run(kubectl, ['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', timeout], { env });
  if (result.code !== 0)
    throw new Error(`kubectl drain ${node} exited with ${result.code}\n${result.stdout}${result.stderr}`);
  await available(api, namespaces);
  const left = (await runningPods(api, namespaces)).filter((pod) => podSpec(pod).nodeName === node);
  if (left.length > 0) throw new Error(`still on ${node}: ${left.map(label).join(', ')}`);
  await runOk(kubectl, ['uncordon', node], { env });
  return `${pods} pods left ${node}`;
}

/** Watches how many pods of each Deployment serve while something happens, and answers the fewest seen. */
export async function fewestServing(
  api: ApiClient,
  deployments: readonly Live[],
  action: () => Promise<void>,
): Promise<Map<string, number>> {
  const fewest = new Map<string, number>();
  const pods = new Map<string, Live>();
  let listening = false;
  const count = (): void => {
    if (!listening) return;
    for (const deployment of deployments) {
      const selector = (deployment['spec'] as { selector: { matchLabels: Record<string, string> } }).selector
        .matchLabels;
      const serving = [...pods.values()].filter(
        (pod) =>
          pod.metadata.namespace === deployment.metadata.namespace &&
          matches(selector, pod.metadata.labels) &&
          serves(pod),
      ).length;
      fewest.set(label(deployment), Math.min(fewest.get(label(deployment)) ?? Number.POSITIVE_INFINITY, serving));
    }
  };
  const namespaces = [...new Set(deployments.map((deployment) => deployment.metadata.namespace))];
  const stops = namespaces.map((namespace) =>
    api.watch('v1', 'Pod', namespace, ({ type, object }) => {
      if (type === 'DELETED') pods.delete(object.metadata.uid);
      else if (type === 'ADDED' || type === 'MODIFIED') pods.set(object.metadata.uid, object);
      count();
    }),
  );
  try {
    const expected = await runningPods(
      api,
      namespaces.filter((namespace) => namespace !== undefined),
    );
    await settle(
      20,
      async () =>
        expected.filter((pod) => !pods.has(pod.metadata.uid)).map((pod) => `the watch has not shown ${label(pod)}`),
      50,
    );
    listening = true;
    count();
    await action();
    count();
  } finally {
    for (const stop of stops) stop();
  }
  return fewest;
}
