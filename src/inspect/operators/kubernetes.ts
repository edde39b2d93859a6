/** What the controllers of Kubernetes itself make. */
import { list, number, text } from '../read';
import type { Operator, ProvidedByOperator } from './operator';

export const kubernetes: Operator = {
  makes: {
    Namespace: (_, name) => inNamespace(name),
    'StatefulSet.apps': (json, name) => {
      const replicas = number(json, 'spec', 'replicas') ?? 1;
      return list(json, 'spec', 'volumeClaimTemplates').flatMap((claim) =>
        Array.from({ length: Math.min(replicas, 100) }, (_, index) => ({
          kind: 'PersistentVolumeClaim',
          name: `${text(claim, 'metadata', 'name') ?? ''}-${name}-${index}`,
        })),
      );
    },
  },
};

/** What every namespace has from its first moment. */
export function inNamespace(namespace: string): readonly ProvidedByOperator[] {
  return [
    { kind: 'ServiceAccount', name: 'default', namespace },
    { kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace, keys: ['ca.crt'] },
  ];
}
