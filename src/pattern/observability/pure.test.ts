import type { Subject } from '../engine/build';
import type { Facts } from '../engine/facts';
import { emptyContents, Objects, Parts, type Contents } from '../engine/parts';
import { addMonitor } from './monitor';
import { EDITIONS } from '../platform/opinions';
import { Expression } from '../../model/expression';
import { addAlerts } from './add-alerts';
import { alertsOf } from './alert';
import { addDashboard } from './dashboards/dashboard';
import { addObjectives } from './objectives';
import { MONGO_ALERTS } from './stores/mongodb';
import { tracingVariables } from './tracing';
import { deploymentAlerts } from './workload';

const FACTS: Facts = {
  platform: 'shop',
  namespace: 'shop-prod',
  owner: 'team-shop',
  commonLabels: {},
  opinions: EDITIONS['2026'],
  cluster: {
    prometheus: { namespace: 'monitoring', selects: { release: 'monitoring' } },
    tracing: { namespace: 'telemetry', service: 'collector' },
  },
  argocd: 'argocd',
  dashboards: {},
  environmentName: 'prod',
  runbooks: 'https://wiki.acme/alerts/',
  includes: () => true,
  agreed: (_, own) => own,
  image: () => {
    throw new Error('nothing here runs an image');
  },
  secretChecksum: () => {
    throw new Error('nothing here reads a secret');
  },
};

/** What the functions make of one service in one environment. */
function made(): { readonly contents: Contents; readonly variables: ReturnType<typeof tracingVariables> } {
  const contents = emptyContents();
  const labels = { 'app.kubernetes.io/name': 'api' };
  const subject: Subject = {
    name: 'api',
    labels,
    selector: labels,
    pods: { kind: 'pods', name: 'api', labels, presence: undefined },
    facts: FACTS,
    parts: new Parts(contents, new Objects()),
  };
  addMonitor(subject, { interval: '15s' }, [{ name: 'http', container: 3000, service: 80 }]);
  addObjectives(subject, { availability: 99.9, latency: { threshold: '500ms', target: 99 } }, true, false);
  addDashboard(subject, { pods: 'api-.+', requests: {} });
  addAlerts(subject, { restartLoop: { threshold: 9 }, memberDown: { off: 'one is enough' } }, [
    alertsOf(MONGO_ALERTS, { members: 3 }),
    ...deploymentAlerts(FACTS, 'api', true),
  ]);
  return { contents, variables: tracingVariables(subject, { sampling: 0.5 }) };
}

test('equal input makes equal objects, connections and findings, and leaves the facts as they are', () => {
  const before = JSON.stringify(FACTS);
  const [first, second] = [made(), made()];
  expect(second).toEqual(first);
  expect(JSON.stringify(FACTS)).toBe(before);
  expect(first.contents.parts.map(({ path }) => path.join('/'))).toEqual([
    'ServiceMonitor',
    'objectives',
    'dashboard',
    'PrometheusRule',
  ]);
  expect(first.contents.connections).toHaveLength(1);
  expect(first.contents.findings).toEqual([]);
  expect(first.contents.ownRules).toContainEqual({
    alert: 'restartLoop',
    label: 'pod',
    pattern: 'api-[a-z0-9]+-[a-z0-9]{5}',
  });
  expect(first.variables.OTEL_EXPORTER_OTLP_ENDPOINT).toBeInstanceOf(Expression);
});
