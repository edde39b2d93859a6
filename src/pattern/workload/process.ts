/** Props of every process of the pattern, with or without a port. */
import { presenceShape } from '../../model/presence';
import { sealedKeyShape } from '../secrets/sealed';
import { endpointShape } from '../network/connections';
import { everywhere, fixed, instance, integer, list, record, required, whole, type PropsOf } from '../../model/shape';
import { absolutePath, anyText, dnsLabel, envVarName } from '../../model/syntax';
import { permissionsShape } from '../permissions/permissions';
import { availabilityShapes } from './availability';
import { resourcesShape, writableShape } from './resources';
import { metricsShape } from '../observability/monitor';
import { objectivesShape } from '../observability/objectives';
import { dashboardShape } from '../observability/dashboards/props';
import { alertsShape } from '../observability/shapes';
import { tracingShape } from '../observability/tracing-props';
import { SHARED_TABLES } from '../observability/workload';
import { probesShape } from './probes';
import { ServiceConfiguration } from '../settings/schema';
import { secretFilesShape } from './secret-files';
import { shutdownShape } from './shutdown';
import { envValueShape } from './env-value';

/** Props that are the same in every environment. */
export type Same = 'image' | 'name' | 'configMap' | 'only';

/** A process that runs all the time. */
export interface ProcessProps extends PropsOf<typeof processShapes> {}
export const processShapes = {
  ...availabilityShapes,
  /** Name in `images.lock.yaml`, which pins it by digest for each environment. */
  image: required(fixed(anyText)),
  /** Name of its objects. Default: the id. */
  name: fixed(dnsLabel),
  /** Replaces the entry point of the image; no shell is involved. */
  command: list(anyText, { atLeast: 1 }),
  args: list(anyText),
  workingDir: absolutePath,
  /** Variables. Using the `url` of another construct declares the connection to it. */
  env: record(whole(envValueShape), envVarName),
  /** Variables whose values are sealed. */
  secrets: record(whole(sealedKeyShape), envVarName),
  /** Files whose contents are sealed: `{ '/app/wallet/wallet.json': sealed('wallet', 'wallet.json') }`. */
  secretFiles: secretFilesShape,
  /** Its variables by a schema, with their values; replaces `env` and `secrets`. See `configuration()`. */
  configuration: fixed(
    instance(
      'the configuration of a service',
      (value) => value instanceof ServiceConfiguration,
      'Use the result of a function that `configuration({ … })` returned.',
    ),
  ),
  /** Name of a ConfigMap for the literal variables. Default: they are in the Deployment. */
  configMap: fixed(dnsLabel),
  /** Additional targets, besides those that variables refer to. */
  calls: list(whole(endpointShape)),
  probes: probesShape,
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  resources: resourcesShape,
  writable: writableShape,
  /** User and group id that the process runs as; not 0. Default: 10001. */
  user: integer({ min: 1, unit: 'user id' }),
  shutdown: shutdownShape,
  /** Its RBAC permissions at the API server. Default: none, and no token. */
  permissions: fixed(permissionsShape),
  metrics: everywhere(metricsShape),
  /**
   * Settings of the built-in alerts, by name, and custom alerts. Default: the built-in alerts of
   * `docs/observability.md`, if the platform declares a Prometheus.
   */
  alerts: everywhere(alertsShape(...SHARED_TABLES.service)),
  /** Its objectives; generates recording rules and burn-rate alerts. */
  slo: everywhere(objectivesShape),
  /** Sends traces to the collector of the cluster facts: OpenTelemetry variables, and the connection. Default: none. */
  tracing: everywhere(tracingShape),
  /**
   * A custom dashboard, as exported from Grafana, which replaces the built-in one. Select the namespace with a
   * variable.
   */
  dashboard: everywhere(dashboardShape),
  /** Additional labels of its pods. */
  podLabels: record(anyText),
  podAnnotations: record(anyText),
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
