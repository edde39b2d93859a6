/** What reconciliation's findings ask of both environments together. */
import { App } from 'cdk8s-lockstep';
import { reconciliation } from '../reconciliation';
import { expectedIndexes, requireIndexes } from '../reconciliation/indexes';
import { ROOT } from './answers';
import { about, inspected, preview } from './evidence';
import { structureOf } from './structure';

const objects = (environment: string) =>
  preview('reconciliation').platforms[0]!.instances.find((instance) => instance.environment === environment)!.objects;

test('staging has the objects of production, and differs in values alone', () => {
  const staging = structureOf('reconciliation', 'staging');
  expect(Object.keys(staging).length).toBeGreaterThan(20);
  expect(staging).toEqual(structureOf('reconciliation', 'production'));
});

test('each service gets the same settings in both environments, under canonical names', () => {
  const told = (environment: string) =>
    objects(environment).flatMap(({ file, json }) => {
      const { kind, data, spec } = json as {
        kind: string;
        data?: object;
        spec?: { template?: { spec?: { containers?: { env?: { name: string }[] }[] } } };
      };
      const names =
        kind === 'ConfigMap'
          ? Object.keys(data ?? {})
          : (spec?.template?.spec?.containers ?? []).flatMap(({ env = [] }) => env.map(({ name }) => name));
      return file.startsWith('argocd/') ? [] : names.map((name) => `${file} ${name}`);
    });
  expect(told('staging')).toEqual(told('production'));
  expect(told('production')).toContain('backend/ConfigMap-reconciliation-config.yaml BACKEND_PORT');
  expect(
    told('production').filter((name) =>
      / (PORT|BACKEND_URL|NEXT_PUBLIC_.*|VITE_.*|JWT_EXPIRES_IN|JWT_EXPIRATION|JWT_REFRESH_EXPIRATION)$/.test(name),
    ),
  ).toEqual(['frontend/Deployment-reconciliation-frontend.yaml PORT']);
});

test('nothing of one environment names another', () => {
  const app = new App({ root: ROOT });
  reconciliation(app);
  const foreign = [...app.preview().files].filter(([file, text]) =>
    file.split('/')[1] === 'staging'
      ? text.includes('reconciliation-production') || /namespace: reconciliation-platform$/m.test(text)
      : text.includes('staging'),
  );
  expect(foreign.map(([file]) => file)).toEqual([]);
});

test('the check of indexes names each of them, and nothing that Kubernetes would expand', () => {
  expect(expectedIndexes.filter((name) => !/^idx_[a-z_]+$/.test(name) || !requireIndexes.includes(name))).toEqual([]);
  expect(requireIndexes).not.toContain('$');
  const outside = requireIndexes.replaceAll("''", '');
  expect(outside.split("'")).toHaveLength(3);
});

test.each([
  ['two autoscalers for one Deployment', 'LS605', 'Deployment/reconciliation-backend', '`backend-hpa`'],
  ['a number of replicas beside them', 'LS604', 'Deployment/reconciliation-backend', 'sets 3 replicas'],
  ['two disruption budgets for the same pods', 'LS606', 'Deployment/reconciliation-backend', '`backend-pdb`'],
  ['a monitor that reads a port without a name', 'LS413', 'ServiceMonitor/reconciliation-backend', 'no named port'],
  [
    'a policy for a namespace by a label that it lacks',
    'LS407',
    'NetworkPolicy/reconciliation-network-policy',
    'matches no namespace',
  ],
  ['placeholders for values of secrets', 'LS082', 'Secret/reconciliation-secrets', '`<base64-encoded-jwt-secret>`'],
  ['a rewrite that does nothing', 'LS077', 'Ingress/reconciliation-ingress', 'rewrite-target'],
  ['an image that is not pulled again', 'LS034', 'Deployment/reconciliation-backend', 'latest'],
  ['settings that no pod reads', 'LS097', 'ConfigMap/env-production', 'No pod reads'],
])('what only the manifests show: %s', (_, code, object, says) => {
  const found = inspected('reconciliation', { code, 'as-found': true }, 'production');
  expect(about(found, { code, object, says }, 'production')).not.toEqual([]);
});
