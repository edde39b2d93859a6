import { catalogOf } from '../../catalog';
import { all, api, get, list, object, READY, text, type Rule } from '../rule';

export const noReadinessProbe: Rule = {
  code: 'LS040',
  equivalents: {
    'kube-linter': 'no-readiness-probe',
    'kube-score': 'pod-probes',
    polaris: 'readinessProbeMissing',
    Kubescape: 'C-0018',
    checkov: 'CKV_K8S_9',
  },
  differs:
    'Only pods behind a Service are checked, and one container with a probe is enough; other tools require a probe in every container.',
  bad: all(
    api('ports: [{containerPort: 3000}]'),
    object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 3000}]}'),
  ),
  good: all(
    api(`ports: [{containerPort: 3000}], ${READY}`),
    object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 3000}]}'),
  ),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const judged = new Set<unknown>();
    for (const service of catalog.services.all) {
      // Peers that find each other by name must be found before they are ready; metrics are read of what is not ready as well.
      if (
        list(service.source?.json, 'spec', 'ports').every((port) => text(port, 'name') === 'metrics') ||
        get(service.source?.json, 'spec', 'publishNotReadyAddresses') === true
      )
        continue;
      for (const pods of catalog.podsBehind(service)) {
        if (pods.ends || pods.spec === undefined || judged.has(pods)) continue;
        judged.add(pods);
        const containers = list(pods.spec, 'containers');
        if (containers.some((container) => get(container, 'readinessProbe') !== undefined)) continue;
        say(pods.from, [])`
          Service \`${{ service: service.name }}\` sends requests to the pods of ${{ from: pods.from.name }} as soon as they run: no container has a readinessProbe.
          Add a \`readinessProbe\` to the serving container that fails until it can respond.`;
      }
    }
  },
};
