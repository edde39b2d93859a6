/** MongoDBCommunity: a replica set of the community operator. */
import { get, list, text } from '../../read';
import { claimTemplates, labelsAt, NO_SURGE, replicasAt, tcp, withPorts, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below, storageClasses } from '../site';

const STATEFUL_SET = ['spec', 'statefulSet', 'spec'];
const TEMPLATE = [...STATEFUL_SET, 'template'];
const SPEC = [...TEMPLATE, 'spec'];
const LOGIN = ['username', 'password', 'connectionString.standard', 'connectionString.standardSrv'];

export const mongodbCommunity: Kind = {
  kind: 'MongoDBCommunity.mongodbcommunity.mongodb.com',
  makes: (json, name) => [
    {
      kind: 'Service',
      name: text(json, ...STATEFUL_SET, 'serviceName') ?? `${name}-svc`,
      ports: [{ name: 'mongodb', port: 27017 }],
    },
    ...list(json, 'spec', 'users').map((user) => ({
      kind: 'Secret',
      name: text(user, 'connectionStringSecretName') ?? `${name}-${text(user, 'db') ?? ''}-${text(user, 'name') ?? ''}`,
      keys: LOGIN,
    })),
    { kind: 'Secret', name: `${name}-config`, keys: ['cluster-config.json'] },
    { kind: 'Secret', name: `${name}-keyfile`, keys: ['keyfile'] },
    { kind: 'Secret', name: `${name}-agent-password`, keys: ['password'] },
  ],
  runs: {
    /** Labels of the template come over its own, and containers of the template are added. */
    pods: (json, name) => [
      {
        labels: { app: `${name}-svc`, ...labelsAt(json, ...TEMPLATE, 'metadata') },
        ports: withPorts([tcp('mongodb', 27017)], get(json, ...SPEC)),
        replicas: replicasAt('members')(json),
        spec: SPEC,
        claims: claimTemplates(json, [...STATEFUL_SET, 'volumeClaimTemplates']),
      },
    ],
    surge: NO_SURGE,
    store: { name: 'MongoDB', version: (json) => text(json, 'spec', 'version') },
  },
  references: [
    { path: 'spec.users[*].passwordSecretRef', to: 'Secret', key: 'key', keys: ['password'] },
    { path: 'spec.security.tls.certificateKeySecretRef', to: 'Secret' },
    { path: 'spec.security.tls.caCertificateSecretRef', to: 'Secret', keys: ['ca.crt'] },
    { path: 'spec.prometheus.passwordSecretRef', to: 'Secret', key: 'key', keys: ['password'] },
    ...storageClasses(`${STATEFUL_SET.join('.')}.volumeClaimTemplates[*].spec.storageClassName`),
    ...below(SPEC.join('.'), POD_SITES),
  ],
};
