/** RabbitmqCluster: RabbitMQ by its cluster operator. */
import { imageTag } from '../../image-reference';
import { get, text } from '../../read';
import { NO_SURGE, replicasAt, tcp, withPorts, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below, PULL_SECRETS, storageClasses } from '../site';

const SPEC = ['spec', 'override', 'statefulSet', 'spec', 'template', 'spec'];

export const rabbitmqCluster: Kind = {
  kind: 'RabbitmqCluster.rabbitmq.com',
  makes: (_, name) => [
    {
      kind: 'Service',
      name,
      ports: [
        { name: 'amqp', port: 5672 },
        { name: 'management', port: 15672 },
        { name: 'prometheus', port: 15692 },
      ],
    },
    { kind: 'Service', name: `${name}-nodes` },
    { kind: 'Secret', name: `${name}-default-user` },
    { kind: 'Secret', name: `${name}-erlang-cookie`, keys: ['.erlang.cookie'] },
    { kind: 'ServiceAccount', name: `${name}-server` },
  ],
  runs: {
    pods: (json, name) => [
      {
        labels: {
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/component': 'rabbitmq',
          'app.kubernetes.io/part-of': 'rabbitmq',
        },
        ports: withPorts([tcp('amqp', 5672), tcp('management', 15672), tcp('prometheus', 15692)], get(json, ...SPEC)),
        replicas: replicasAt('replicas')(json),
        spec: SPEC,
        container: 'rabbitmq',
        claims: [['spec', 'persistence', 'storage']],
      },
    ],
    surge: NO_SURGE,
    store: { name: 'RabbitMQ', version: (json) => imageTag(text(json, 'spec', 'image') ?? '') },
  },
  references: [
    { path: 'spec.imagePullSecrets[*]', ...PULL_SECRETS },
    { path: 'spec.tls', to: 'Secret', name: 'secretName' },
    ...storageClasses('spec.persistence.storageClassName'),
    ...below(SPEC.join('.'), POD_SITES),
  ],
  fields: { quantities: ['spec.persistence.storage'] },
};
