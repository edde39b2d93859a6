/** Elastic Cloud on Kubernetes. */
import { get, list, text } from '../read';
import { labelsOf, type Operator, type ProvidedByOperator, tcp, withPorts } from './operator';

export const elastic: Operator = {
  makes: {
    'Elasticsearch.elasticsearch.k8s.elastic.co': (json, name) => [
      { kind: 'Service', name: `${name}-es-http`, ports: [{ name: 'https', port: 9200 }] },
      { kind: 'Service', name: `${name}-es-transport`, ports: [{ name: 'tls-transport', port: 9300 }] },
      { kind: 'Service', name: `${name}-es-internal-http`, ports: [{ name: 'https', port: 9200 }] },
      ...(get(json, 'spec', 'auth', 'disableElasticUser') === true
        ? []
        : [{ kind: 'Secret', name: `${name}-es-elastic-user`, keys: ['elastic'] }]),
      { kind: 'Secret', name: `${name}-es-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
    ],
    'Kibana.kibana.k8s.elastic.co': (_, name) => ofElastic(`${name}-kb`, 5601),
    'ApmServer.apm.k8s.elastic.co': (_, name) => ofElastic(`${name}-apm`, 8200),
    'EnterpriseSearch.enterprisesearch.k8s.elastic.co': (_, name) => ofElastic(`${name}-ent`, 3002),
    'ElasticMapsServer.maps.k8s.elastic.co': (_, name) => ofElastic(`${name}-ems`, 8080),
    /** Fleet Server only has a Service. */
    'Agent.agent.k8s.elastic.co': (_, name) => ofElastic(`${name}-agent`, 8220),
  },
  starts: {
    /** Labels of a node set's template come over its own, and containers of the template are added. */
    'Elasticsearch.elasticsearch.k8s.elastic.co': (name, json) =>
      list(json, 'spec', 'nodeSets').map((set) => ({
        part: text(set, 'name') ?? '',
        labels: {
          'elasticsearch.k8s.elastic.co/cluster-name': name,
          'common.k8s.elastic.co/type': 'elasticsearch',
          ...labelsOf(get(set, 'podTemplate')),
        },
        ports: withPorts([tcp('https', 9200), tcp('transport', 9300)], get(set, 'podTemplate')),
      })),
    'Kibana.kibana.k8s.elastic.co': (name, json) => {
      const template = get(json, 'spec', 'podTemplate');
      return [
        {
          labels: { 'common.k8s.elastic.co/type': 'kibana', 'kibana.k8s.elastic.co/name': name, ...labelsOf(template) },
          ports: withPorts([tcp('https', 5601)], template),
        },
      ];
    },
  },
};

/** What ECK makes for whatever serves HTTP. */
function ofElastic(prefix: string, port: number): readonly ProvidedByOperator[] {
  return [
    { kind: 'Service', name: `${prefix}-http`, ports: [{ name: 'https', port }] },
    { kind: 'Secret', name: `${prefix}-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
  ];
}
