import { object } from './manifests';

export const policy = (spec: string): string =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'api', `spec: {podSelector: {matchLabels: {app: api}}, ${spec}}`);
