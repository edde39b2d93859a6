/** Thanos Ruler, by the Prometheus Operator. */
import { tcp, type Kind } from '../kind';
import { server } from './server';

export const thanosRuler: Kind = server('ThanosRuler', 'thanos-ruler', () => [tcp('web', 10902), tcp('grpc', 10901)]);
