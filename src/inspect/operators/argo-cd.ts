/** Argo CD: namespaces that Applications ask for. */
import { list, text } from '../read';
import { inNamespace } from './kubernetes';
import { NOTHING, type Operator } from './operator';

export const argoCd: Operator = {
  makes: {
    'Application.argoproj.io': (json) => {
      const creates = list(json, 'spec', 'syncPolicy', 'syncOptions').includes('CreateNamespace=true');
      const namespace = text(json, 'spec', 'destination', 'namespace');
      return creates && namespace !== undefined
        ? [{ kind: 'Namespace', name: namespace, namespace: '' }, ...inNamespace(namespace)]
        : NOTHING;
    },
  },
};
