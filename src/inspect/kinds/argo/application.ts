/** Argo CD: what Applications deploy, and the namespaces that they ask for. */
import { list, text } from '../../read';
import { inNamespace } from '../kubernetes/core';
import type { Kind } from '../kind';

export const application: Kind = {
  kind: 'Application.argoproj.io',
  makes: (json) => {
    const creates = list(json, 'spec', 'syncPolicy', 'syncOptions').includes('CreateNamespace=true');
    const namespace = text(json, 'spec', 'destination', 'namespace');
    return creates && namespace !== undefined
      ? [{ kind: 'Namespace', name: namespace, namespace: '' }, ...inNamespace(namespace)]
      : [];
  },
  references: [{ path: 'spec.project', to: 'AppProject.argoproj.io', name: '' }],
  fields: {
    durations: ['duration', 'maxDuration'].map((field) => ({
      path: `spec.syncPolicy.retry.backoff.${field}`,
      format: 'go',
    })),
  },
};

export const appProject: Kind = { kind: 'AppProject.argoproj.io', builtIn: /^default$/ };
