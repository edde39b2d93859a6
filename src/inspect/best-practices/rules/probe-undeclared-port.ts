import { mentionsPort } from '../../program-settings';
import { api, get, list, number, text, type Node, type Rule } from '../rule';

export const probeUndeclaredPort: Rule = {
  code: 'LS045',
  equivalents: { 'kube-linter': 'liveness-port, readiness-port, startup-port' },
  bad: api('ports: [{containerPort: 3000}], livenessProbe: {httpGet: {path: /live, port: 8080}}'),
  good: api('ports: [{containerPort: 3000}], livenessProbe: {httpGet: {path: /live, port: 3000}}'),
  on: 'container',
  judge({ container, pod, name }, say) {
    const declared = list(pod.spec, 'containers').flatMap((other) =>
      list(other, 'ports').flatMap((port) => number(port, 'containerPort') ?? []),
    );
    if (list(container, 'ports').length === 0) return;
    for (const field of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
      for (const handler of ['httpGet', 'tcpSocket', 'grpc']) {
        const port = portOf(get(container, field, handler));
        if (port === undefined || declared.includes(port) || mentionsPort(pod.spec, port)) continue;
        say([field, handler, 'port'])`
          The ${{ field }} of container \`${{ name }}\` uses port ${{ port }}, but the pod declares ${{ declared }}.
          Use a port that the process listens on; if it is an additional port, declare it under \`ports\`.`;
      }
    }
  },
};

function portOf(handler: Node): number | undefined {
  return (
    number(handler, 'port') ?? (/^\d+$/.test(text(handler, 'port') ?? '') ? Number(text(handler, 'port')) : undefined)
  );
}
