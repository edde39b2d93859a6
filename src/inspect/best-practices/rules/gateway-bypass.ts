import { all, api, list, object, text, type Rule } from '../rule';

export const gatewayBypass: Rule = {
  code: 'LS073',
  equivalents: { 'kube-linter': 'exposed-services', 'kube-score': 'service-type', Kubescape: 'C-0256' },
  differs:
    'A Service of type LoadBalancer is how a gateway itself is reached, and is not reported; kube-linter and Kubescape report it.',
  bad: all(
    api('ports: [{containerPort: 3000}], readinessProbe: {tcpSocket: {port: 3000}}'),
    object('v1', 'Service', 'api', 'spec: {type: NodePort, selector: {app: api}, ports: [{port: 3000}]}'),
  ),
  good: all(
    api('ports: [{containerPort: 3000}], readinessProbe: {tcpSocket: {port: 3000}}'),
    object('v1', 'Service', 'api', 'spec: {selector: {app: api}, ports: [{port: 3000}]}'),
  ),
  on: 'object',
  kinds: ['Service'],
  judge(json, say) {
    const type = text(json, 'spec', 'type');
    if (type === 'NodePort')
      say(['spec', 'type'])`
        The Service opens a port on every node, bypassing the gateway with its TLS and limits.
        Use ClusterIP with a route through the gateway.`;
    if (list(json, 'spec', 'externalIPs').length > 0)
      say(['spec', 'externalIPs'])`
        A Service with \`externalIPs\` can intercept traffic for other destinations (CVE-2020-8554).
        Use a Service of type LoadBalancer, or a route.`;
  },
};
