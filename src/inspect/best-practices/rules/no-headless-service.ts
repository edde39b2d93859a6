import { catalogOf } from '../../catalog';
import { get, text } from '../../read';
import { all, object, workload } from '../rule-examples/manifests';
import { phrase } from '../../../model/phrase';
import type { Rule } from '../rule';

const set = (service: string): string =>
  all(
    workload('StatefulSet', '', '', 'serviceName: api'),
    object('v1', 'Service', 'api', `spec: {${service}selector: {app: api}, ports: [{port: 3000}]}`),
  );

export const noHeadlessService: Rule = {
  code: 'LS058',
  equivalents: { 'kube-score': 'statefulset-has-servicename' },
  bad: set(''),
  good: set('clusterIP: None, '),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    for (const sets of catalog.ofKind('StatefulSet.apps')) {
      const name = text(sets.source?.json, 'spec', 'serviceName') ?? '';
      const service = catalog.find('Service', sets.namespace, name);
      if (service?.origin !== 'file' || get(service.source?.json, 'spec', 'clusterIP') === 'None') continue;
      say(
        sets,
        ['spec', 'serviceName'],
        phrase`Service \`${{ name }}\` has an address of its own, so that \`${{ sets: sets.name }}-0.${{ name }}\` is no name: the pods of ${{ sets: sets.name }} cannot be told apart by their callers and peers.`,
        phrase`Name a Service with \`clusterIP: None\`, beside the one that callers use.`,
      );
    }
  },
};
