/** The community operator of MongoDB. */
import { get, list, text } from '../read';
import { labelsOf, type Operator, tcp, withPorts } from './operator';

export const mongodb: Operator = {
  makes: {
    'MongoDBCommunity.mongodbcommunity.mongodb.com': (json, name) => {
      const keys = ['username', 'password', 'connectionString.standard', 'connectionString.standardSrv'];
      return [
        {
          kind: 'Service',
          name: text(json, 'spec', 'statefulSet', 'spec', 'serviceName') ?? `${name}-svc`,
          ports: [{ name: 'mongodb', port: 27017 }],
        },
        ...list(json, 'spec', 'users').map((user) => ({
          kind: 'Secret',
          name:
            text(user, 'connectionStringSecretName') ?? `${name}-${text(user, 'db') ?? ''}-${text(user, 'name') ?? ''}`,
          keys,
        })),
        { kind: 'Secret', name: `${name}-config`, keys: ['cluster-config.json'] },
        { kind: 'Secret', name: `${name}-keyfile`, keys: ['keyfile'] },
        { kind: 'Secret', name: `${name}-agent-password`, keys: ['password'] },
      ];
    },
  },
  starts: {
    /** Labels of the template come over its own, and containers of the template are added. */
    'MongoDBCommunity.mongodbcommunity.mongodb.com': (name, json) => {
      const template = get(json, 'spec', 'statefulSet', 'spec', 'template');
      return [
        { labels: { app: `${name}-svc`, ...labelsOf(template) }, ports: withPorts([tcp('mongodb', 27017)], template) },
      ];
    },
  },
};
