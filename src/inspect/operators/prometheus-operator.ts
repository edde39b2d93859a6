/** The Prometheus Operator. */
import { get, map } from '../read';
import type { JsonObject } from '../../model/json';
import { type Operator, tcp, withPorts } from './operator';

export const prometheusOperator: Operator = {
  makes: {
    'Prometheus.monitoring.coreos.com': () => [
      { kind: 'Service', name: 'prometheus-operated', ports: [{ name: 'web', port: 9090 }] },
    ],
    'Alertmanager.monitoring.coreos.com': () => [
      {
        kind: 'Service',
        name: 'alertmanager-operated',
        ports: [
          { name: 'web', port: 9093 },
          { name: 'tcp-mesh', port: 9094 },
          { name: 'udp-mesh', port: 9094 },
        ],
      },
    ],
  },
  starts: {
    'Prometheus.monitoring.coreos.com': (name, json) => [
      {
        labels: ofPrometheusOperator(name, 'prometheus', json),
        ports: withPorts(
          [
            tcp('web', 9090),
            ...(get(json, 'spec', 'thanos') === undefined ? [] : [tcp('grpc', 10901), tcp('http', 10902)]),
          ],
          json,
        ),
      },
    ],
    'ThanosRuler.monitoring.coreos.com': (name, json) => [
      {
        labels: ofPrometheusOperator(name, 'thanos-ruler', json),
        ports: withPorts([tcp('web', 10902), tcp('grpc', 10901)], json),
      },
    ],
    'Alertmanager.monitoring.coreos.com': (name, json) => [
      {
        labels: ofPrometheusOperator(name, 'alertmanager', json),
        ports: [tcp('web', 9093), tcp('mesh-tcp', 9094), { name: 'mesh-udp', port: 9094, protocol: 'UDP' }],
      },
    ],
  },
};

function ofPrometheusOperator(name: string, program: string, json: JsonObject): Record<string, string> {
  return {
    ...(map(json, 'spec', 'podMetadata', 'labels') as Record<string, string>),
    'app.kubernetes.io/name': program,
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    [program]: name,
  };
}
