/** Prometheus, by its operator. */
import { get } from '../../read';
import { tcp, type Kind } from '../kind';
import { server } from './server';

export const prometheus: Kind = {
  ...server('Prometheus', 'prometheus', (json) => [
    tcp('web', 9090),
    ...(get(json, 'spec', 'thanos') === undefined ? [] : [tcp('grpc', 10901), tcp('http', 10902)]),
  ]),
  makes: () => [{ kind: 'Service', name: 'prometheus-operated', ports: [{ name: 'web', port: 9090 }] }],
};
