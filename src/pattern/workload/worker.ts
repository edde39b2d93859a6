import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { object } from '../../model/shape';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { identify } from '../engine/identity';
import { processShapes, type ProcessProps, type Same } from './process';
import { addProcess, type ProcessKind } from './web-service';

/** A process that calls, and that nobody calls. */
export type WorkerProps = ProcessProps;

const shape = object(processShapes);

/**
 * A process without a port, such as a queue consumer: a WebService without Service and route. Probes must be
 * configured; there are none by default.
 * @example new Worker(shop, 'expiration', { image: 'expiration', env: { REDIS_URL: redis.url } });
 */
export class Worker extends Construct {
  constructor(scope: Construct, id: string, props: Input<WorkerProps, Same>) {
    super(scope, id);
    const accepted = acceptProps<WorkerProps>(this, props, shape);
    const worker = identify(this, 'worker', props?.name, props?.only);
    if (accepted !== undefined) build(worker, accepted, runWorker);
  }
}

/** Everything of a worker in one environment, as part of a pattern of others. */
export function runWorker(subject: Subject, props: WorkerProps): void {
  addProcess(subject, props, workerKind(props));
}

function workerKind({ metrics }: WorkerProps): ProcessKind {
  const port = metrics?.port;
  return {
    ports: port === undefined ? [] : [{ name: 'metrics', container: port, service: port }],
    variables: {},
    probes: { port: undefined, readiness: undefined, liveness: undefined },
    canary: false,
  };
}
