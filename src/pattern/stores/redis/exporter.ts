import type { Subject } from '../../engine/build';
import type { SealedKey } from '../../secrets/sealed';
import { exporterSidecar, type ExporterSidecar } from '../stateful/exporter';
import type { Sidecar } from '../stateful/sidecar';
import type { ServerCertificate } from '../stateful/server-certificate';
import { REDIS_PORT } from './flavours';

const METRICS_PORT = 9121;

/** In the pod of Redis. */
export function redisExporter(
  redis: Subject,
  { image = 'redis-exporter', resources }: Sidecar = {},
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
    resources,
  };
  return exporterSidecar(redis, exporter, {
    mounts: certificate?.beside.mounts ?? [],
    liveness: { http: '/health' },
  });
}
