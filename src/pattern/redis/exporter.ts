import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { resourcesShape, type Resources } from '../container';
import type { Subject } from '../engine/build';
import type { SealedKey } from '../sealed';
import { exporterSidecar, type ExporterSidecar } from '../stateful/exporter';
import type { ServerCertificate } from '../stateful/server-certificate';
import { REDIS_PORT } from './flavours';

/** The process that turns what Redis says of itself into metrics. */
export interface Exporter {
  /** Name in `images.lock.yaml`, of an image like oliver006/redis_exporter. Default: `redis-exporter`. */
  readonly image?: string;
  /** Default: 10m and 32Mi requested, limits 100m and 64Mi. */
  readonly resources?: Resources;
}

export const exporterShape: Shape = object<Exporter>({ image: fixed(anyText), resources: resourcesShape });

const METRICS_PORT = 9121;

/** Beside Redis in its pod. */
export function redisExporter(
  redis: Subject,
  { image = 'redis-exporter', resources }: Exporter = {},
  password: SealedKey,
  certificate: ServerCertificate | undefined,
): ExporterSidecar {
  const [scheme, trust] =
    certificate === undefined
      ? ['redis', {}]
      : ['rediss', { REDIS_EXPORTER_TLS_CA_CERT_FILE: certificate.beside.authority }];
  const exporter = {
    image,
    port: METRICS_PORT,
    env: { REDIS_ADDR: `${scheme}://localhost:${REDIS_PORT}`, ...trust },
    secrets: { REDIS_PASSWORD: password },
    ...(resources !== undefined && { resources }),
  };
  return exporterSidecar(redis, exporter, {
    mounts: certificate?.beside.mounts ?? [],
    liveness: { http: '/health' },
  });
}
