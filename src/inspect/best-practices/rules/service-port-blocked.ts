import { catalogOf } from '../../catalog';
import { ingressRulesOf } from '../isolation';
import { targetOf } from '../target-port';
import type { Pods } from '../../catalog/entries';
import { all, api, get, list, number, object, text, type Node, type Rule } from '../rule';

const SERVICE = object(
  'v1',
  'Service',
  'api',
  'spec: {selector: {app: api}, ports: [{name: http, port: 80, targetPort: 3000}, {name: monitor, port: 8222}]}',
);
const POD = api('ports: [{containerPort: 3000}, {containerPort: 8222}], readinessProbe: {tcpSocket: {port: 3000}}');
const policy = (ports: string): string =>
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'api',
    `spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [${ports}]}]}`,
  );

export const servicePortBlocked: Rule = {
  code: 'LS069',
  bad: all(POD, SERVICE, policy('{port: 3000}')),
  good: all(POD, SERVICE, policy('{port: 3000}, {port: 8222}')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const ingress = ingressRulesOf(environment);
    for (const service of catalog.services.all) {
      const json = service.source?.json;
      // The names of peers, for those that find each other by name.
      if (get(json, 'spec', 'clusterIP') === 'None') continue;
      for (const pods of catalog.podsBehind(service)) {
        const rules = ingress.get(pods);
        if (rules === undefined) continue;
        const ports = list(json, 'spec', 'ports');
        const isShut = (target: number | undefined): target is number =>
          target !== undefined && !rules.some((rule) => admits(rule, target, pods));
        // What nobody but a monitor calls is closed on purpose, and looked at through the API server.
        if (ports.every((port) => text(port, 'name') === 'metrics' || isShut(targetOf(port, pods)))) continue;
        ports.forEach((port, index) => {
          const target = targetOf(port, pods);
          if (!isShut(target)) return;
          say(service, ['spec', 'ports', index])`
            Service \`${{ service: service.name }}\` publishes port ${{ port: number(port, 'port') ?? '' }}, but the policies of ${{ from: pods.from.name }} let nothing reach port ${{ target }} of its pods.
            Allow the port for its intended callers, or remove it from the Service.`;
        });
      }
    }
  },
};

function admits(rule: Node, target: number, pods: Pods): boolean {
  const ports = list(rule, 'ports');
  return (
    ports.length === 0 ||
    ports.some((item) => {
      const from = number(item, 'port') ?? pods.ports?.find(({ name }) => name === text(item, 'port'))?.port;
      const to = number(item, 'endPort') ?? from;
      return get(item, 'port') === undefined || (from !== undefined && target >= from && target <= to!);
    })
  );
}
