/** Elasticsearch on Elastic Cloud on Kubernetes (ECK). */
import { get, list, number, text } from '../../read';
import { claimTemplates, labelsAt, NO_SURGE, tcp, withPorts, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below, storageClasses } from '../site';

export const elasticsearch: Kind = {
  kind: 'Elasticsearch.elasticsearch.k8s.elastic.co',
  makes: (json, name) => [
    { kind: 'Service', name: `${name}-es-http`, ports: [{ name: 'https', port: 9200 }] },
    { kind: 'Service', name: `${name}-es-transport`, ports: [{ name: 'tls-transport', port: 9300 }] },
    { kind: 'Service', name: `${name}-es-internal-http`, ports: [{ name: 'https', port: 9200 }] },
    ...(get(json, 'spec', 'auth', 'disableElasticUser') === true
      ? []
      : [{ kind: 'Secret', name: `${name}-es-elastic-user`, keys: ['elastic'] }]),
    { kind: 'Secret', name: `${name}-es-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
  ],
  runs: {
    /** Labels of a node set's template come over its own, and containers of the template are added. */
    pods: (json, name) =>
      list(json, 'spec', 'nodeSets').map((set, index) => ({
        part: text(set, 'name') ?? '',
        labels: {
          'elasticsearch.k8s.elastic.co/cluster-name': name,
          'common.k8s.elastic.co/type': 'elasticsearch',
          ...labelsAt(set, 'podTemplate', 'metadata'),
        },
        ports: withPorts([tcp('https', 9200), tcp('transport', 9300)], get(set, 'podTemplate', 'spec')),
        replicas: number(set, 'count') ?? 1,
        spec: ['spec', 'nodeSets', index, 'podTemplate', 'spec'],
        claims: claimTemplates(json, ['spec', 'nodeSets', index, 'volumeClaimTemplates']),
      })),
    surge: NO_SURGE,
    store: { name: 'Elasticsearch', version: (json) => text(json, 'spec', 'version') },
  },
  references: [
    { path: 'spec.secureSettings[*]', to: 'Secret', name: 'secretName', items: 'entries' },
    { path: 'spec.auth.fileRealm[*]', to: 'Secret', name: 'secretName' },
    ...storageClasses('spec.nodeSets[*].volumeClaimTemplates[*].spec.storageClassName'),
    ...below('spec.nodeSets[*].podTemplate.spec', POD_SITES),
  ],
};
