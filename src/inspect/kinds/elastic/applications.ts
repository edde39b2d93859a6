/** Programs of ECK that serve HTTP: what the operator makes for each. */
import type { Kind, Made } from '../kind';

/** @param suffix what the operator appends to the name of the resource */
export const servesHttp =
  (suffix: string, port: number): NonNullable<Kind['makes']> =>
  (_, name): readonly Made[] => [
    { kind: 'Service', name: `${name}-${suffix}-http`, ports: [{ name: 'https', port }] },
    { kind: 'Secret', name: `${name}-${suffix}-http-certs-public`, keys: ['tls.crt', 'ca.crt'] },
  ];

/** Programs whose pods nothing here knows. Of Agents, only Fleet Server has a Service. */
export const APPLICATIONS: readonly Kind[] = [
  { kind: 'ApmServer.apm.k8s.elastic.co', makes: servesHttp('apm', 8200) },
  { kind: 'EnterpriseSearch.enterprisesearch.k8s.elastic.co', makes: servesHttp('ent', 3002) },
  { kind: 'ElasticMapsServer.maps.k8s.elastic.co', makes: servesHttp('ems', 8080) },
  { kind: 'Agent.agent.k8s.elastic.co', makes: servesHttp('agent', 8220) },
];
