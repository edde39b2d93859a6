/** Secrets that come from sealed values or from elsewhere. */
import { get, isMap, list, map, text } from '../read';
import type { Operator } from './operator';

export const secrets: Operator = {
  makes: {
    'SealedSecret.bitnami.com': (json, name) => [
      {
        kind: 'Secret',
        name,
        keys: [
          ...Object.keys(map(json, 'spec', 'encryptedData')),
          ...Object.keys(map(json, 'spec', 'template', 'data')),
        ],
      },
    ],
    'ExternalSecret.external-secrets.io': (json, name) => {
      const template = get(json, 'spec', 'target', 'template');
      const own = list(json, 'spec', 'data').map((item) => text(item, 'secretKey') ?? '');
      const merged = template === undefined || text(template, 'mergePolicy') === 'Merge' ? own : [];
      const open = list(json, 'spec', 'dataFrom').length > 0 || list(template, 'templateFrom').length > 0;
      const keys = open
        ? undefined
        : [...(isMap(get(template, 'data')) ? merged : own), ...Object.keys(map(template, 'data'))];
      return [{ kind: 'Secret', name: text(json, 'spec', 'target', 'name') ?? name, keys }];
    },
  },
};
