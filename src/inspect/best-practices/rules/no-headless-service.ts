import { catalogOf } from '../../catalog';
import { all, get, object, text, workload, type Rule } from '../rule';

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
      say(sets, ['spec', 'serviceName'])`
        Service \`${{ name }}\` is not headless, so \`${{ sets: sets.name }}-0.${{ name }}\` does not resolve: callers and peers cannot address individual pods of ${{ sets: sets.name }}.
        Use a Service with \`clusterIP: None\` as \`serviceName\`, in addition to the one that callers use.`;
    }
  },
};
