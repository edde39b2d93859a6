/** Routes of the Gateway API, which differ in their protocol. */
import { GATEWAY_GROUP, parentGateways, type Site } from '../site';
import type { Fields, Kind } from '../kind';

const BACKEND: Omit<Site, 'path'> = {
  to: { field: 'kind', group: 'group', fallback: 'Service', only: ['Service'] },
  namespace: 'namespace',
  port: 'port',
  late: true,
};

const HOSTS: Fields = { hosts: ['spec.hostnames[*]'] };
const FIELDS: Readonly<Record<string, Fields>> = {
  HTTPRoute: {
    ...HOSTS,
    durations: ['timeouts.request', 'timeouts.backendRequest', 'retry.backoff'].map((field) => ({
      path: `spec.rules[*].${field}`,
      format: 'gateway',
    })),
  },
  GRPCRoute: HOSTS,
  TLSRoute: HOSTS,
  TCPRoute: {},
  UDPRoute: {},
};

export const ROUTES: readonly Kind[] = Object.entries(FIELDS).map(([kind, fields]) => ({
  kind: `${kind}.${GATEWAY_GROUP}`,
  references: [
    parentGateways('spec.parentRefs[*]'),
    { path: 'spec.rules[*].backendRefs[*]', ...BACKEND },
    { path: 'spec.rules[*].filters[*].requestMirror.backendRef', ...BACKEND },
  ],
  fields,
}));
