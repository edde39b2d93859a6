/** Alertmanager, by the Prometheus Operator. */
import { tcp, type Kind } from '../kind';
import { server } from './server';

export const alertmanager: Kind = {
  ...server('Alertmanager', 'alertmanager', () => [
    tcp('web', 9093),
    tcp('mesh-tcp', 9094),
    { name: 'mesh-udp', port: 9094, protocol: 'UDP' },
  ]),
  makes: () => [
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
};
