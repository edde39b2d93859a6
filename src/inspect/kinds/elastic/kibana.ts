/** Kibana on ECK. */
import { get, number } from '../../read';
import { labelsAt, tcp, withPorts, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below } from '../site';
import { servesHttp } from './applications';

const SPEC = ['spec', 'podTemplate', 'spec'];

export const kibana: Kind = {
  kind: 'Kibana.kibana.k8s.elastic.co',
  makes: servesHttp('kb', 5601),
  runs: {
    pods: (json, name) => [
      {
        labels: {
          'common.k8s.elastic.co/type': 'kibana',
          'kibana.k8s.elastic.co/name': name,
          ...labelsAt(json, 'spec', 'podTemplate', 'metadata'),
        },
        ports: withPorts([tcp('https', 5601)], get(json, ...SPEC)),
        replicas: number(json, 'spec', 'count') ?? 1,
        spec: SPEC,
        claims: [],
      },
    ],
    surge: (replicas) => Math.ceil(replicas / 4),
    store: undefined,
  },
  references: [
    { path: 'spec.secureSettings[*]', to: 'Secret', name: 'secretName', items: 'entries' },
    {
      path: 'spec.elasticsearchRef',
      to: 'Elasticsearch.elasticsearch.k8s.elastic.co',
      namespace: 'namespace',
      late: true,
    },
    ...below(SPEC.join('.'), POD_SITES),
  ],
};
