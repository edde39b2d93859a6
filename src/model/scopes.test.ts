import { isClusterScoped } from './scopes';

it.each([
  ['', 'Namespace', true],
  ['', 'Secret', false],
  ['rbac.authorization.k8s.io', 'ClusterRole', true],
  ['rbac.authorization.k8s.io', 'Role', false],
  ['gateway.networking.k8s.io', 'GatewayClass', true],
  ['gateway.networking.k8s.io', 'Gateway', false],
  ['cert-manager.io', 'ClusterIssuer', true],
  ['postgresql.cnpg.io', 'Cluster', false],
  ['example.com', 'Namespace', false],
  ['constructor', 'name', false],
])('knows the scope of %s %s', (group, kind, clusterScoped) => {
  expect(isClusterScoped(group, kind)).toBe(clusterScoped);
});
