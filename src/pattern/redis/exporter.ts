import type { Normal } from '../../model/fields';
import { fixed, object, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { containerSecurity, orUsual, resources, type Resources, resourcesShape } from '../container';
import type { Identity } from '../identity';
import { containerPorts, type Port } from '../ports';
import { probes } from '../probes';
import type { SealedKey } from '../sealed';
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

export const METRICS_PORT: Port = { name: 'metrics', container: 9121, service: 9121 };

/** Beside Redis in its pod. It has no readiness probe: metrics that fail must not take the cache out of service. */
export function exporterContainer(
  identity: Identity,
  given: Normal<Exporter>,
  password: SealedKey,
  certificate: ServerCertificate | undefined,
) {
  const { construct, platform, name } = identity;
  const { reference, pullSecrets } = platform.images.pin(
    construct,
    (given.image as string | undefined) ?? 'redis-exporter',
    name,
  );
  const amounts = orUsual(given.resources, {
    requests: { cpu: '10m', memory: '32Mi' },
    limits: { cpu: '100m', memory: '64Mi' },
  });
  const container = {
    name: 'exporter',
    image: reference,
    imagePullPolicy: 'IfNotPresent',
    env: [
      { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: password.secret, key: password.key } } },
      { name: 'REDIS_ADDR', value: `${certificate === undefined ? 'redis' : 'rediss'}://localhost:${REDIS_PORT}` },
      ...(certificate === undefined
        ? []
        : [{ name: 'REDIS_EXPORTER_TLS_CA_CERT_FILE', value: certificate.beside.authority }]),
    ],
    ports: containerPorts([METRICS_PORT]),
    ...probes(
      construct,
      {},
      { port: METRICS_PORT.container, readiness: undefined, liveness: { http: '/health' } },
      platform.opinions,
    ),
    resources: resources(construct, amounts, {}, platform.opinions),
    securityContext: containerSecurity(),
    ...(certificate !== undefined && { volumeMounts: certificate.beside.mounts }),
  };
  return { container, pullSecrets };
}
