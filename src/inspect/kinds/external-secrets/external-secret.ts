/** External Secrets Operator: a Secret whose values come from elsewhere. */
import { get, isMap, list, map, text } from '../../read';
import type { Kind } from '../kind';

const STORE = { field: 'kind', group: '', fallback: 'SecretStore.external-secrets.io' };

export const externalSecret: Kind = {
  kind: 'ExternalSecret.external-secrets.io',
  makes: (json, name) => {
    const template = get(json, 'spec', 'target', 'template');
    const fetched = list(json, 'spec', 'data').map((item) => text(item, 'secretKey') ?? '');
    const merged = template === undefined || text(template, 'mergePolicy') === 'Merge' ? fetched : [];
    const open = list(json, 'spec', 'dataFrom').length > 0 || list(template, 'templateFrom').length > 0;
    const keys = open
      ? undefined
      : [...(isMap(get(template, 'data')) ? merged : fetched), ...Object.keys(map(template, 'data'))];
    return [{ kind: 'Secret', name: text(json, 'spec', 'target', 'name') ?? name, keys }];
  },
  references: ['spec.secretStoreRef', 'spec.data[*].sourceRef.storeRef', 'spec.dataFrom[*].sourceRef.storeRef'].map(
    (path) => ({ path, to: STORE }),
  ),
  fields: { durations: [{ path: 'spec.refreshInterval', format: 'go' }] },
};
