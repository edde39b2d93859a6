/** What every process of the pattern can be told, with or without a port. */
import { Presence } from '../model/presence';
import { everywhere, fixed, instance, integer, list, record, required, whole, type Shape } from '../model/shape';
import { absolutePath, anyText, dnsLabel, envVarName } from '../model/syntax';
import { permissionsShape, type Permission } from './tenancy/permissions';
import { availabilityShapes, type Availability } from './availability';
import { Endpoint } from './connections';
import { resourcesShape, writableShape, type Resources, type Writable } from './container';
import { metricsShape, type Metrics } from './monitoring';
import type { Alerts } from './observability/alert';
import { objectivesShape, type Objectives } from './observability/objectives';
import { dashboardShape, type DashboardJson } from './observability/dashboards/props';
import { alertsShape } from './observability/shapes';
import { tracingShape, type Tracing } from './observability/tracing';
import { SHARED_TABLES, type ServiceAlert } from './observability/workload';
import { probesShape, type Probes } from './probes';
import { SealedKey } from './sealed';
import { ServiceConfiguration } from './settings/schema';
import { secretFilesShape, type SecretFiles } from './secret-files';
import { shutdownShape, type Shutdown } from './shutdown';
import { envValueShape, type EnvValue } from './variables';

/** A process that runs all the time. */
export interface ProcessProps extends Availability {
  /** Name in `images.lock.yaml`, which pins it by digest for each environment. */
  readonly image: string;
  /** Name of its objects. Default: the id. */
  readonly name?: string;
  /** Replaces the entry point of the image; no shell is involved. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  /** Variables. Using the `url` of another construct declares the connection to it. */
  readonly env?: Record<string, EnvValue>;
  /** Variables whose values are sealed. */
  readonly secrets?: Record<string, SealedKey>;
  /** Files whose contents are sealed: `{ '/app/wallet/wallet.json': sealed('wallet', 'wallet.json') }`. */
  readonly secretFiles?: SecretFiles;
  /** Its variables by a schema, with their values; then `env` and `secrets` are left out. See `configuration()`. */
  readonly configuration?: ServiceConfiguration;
  /** Name of a ConfigMap that is to hold the literal variables. Default: they stand in the Deployment. */
  readonly configMap?: string;
  /** Further targets, beside those that variables name. */
  readonly calls?: readonly Endpoint[];
  readonly probes?: Probes;
  /** Default: requests 100m and 128Mi, limits 1 and 256Mi. */
  readonly resources?: Resources;
  readonly writable?: Writable;
  /** User and group id that the process runs as; not 0. Default: 10001. */
  readonly user?: number;
  readonly shutdown?: Shutdown;
  /** What it may do at the API server. Default: nothing, and no token. */
  readonly permissions?: readonly Permission[];
  readonly metrics?: Metrics;
  /** Alerts that come with it, tuned by their names, and alerts of one's own. Default: those of `docs/observability.md`, where the platform says which Prometheus. */
  readonly alerts?: Alerts<ServiceAlert>;
  /** What it promises; yields recording rules, and alerts on how fast the budget of errors is used up. */
  readonly slo?: Objectives;
  /** Sends traces to the collector of the cluster facts: the variables of OpenTelemetry, and the connection. Default: none. */
  readonly tracing?: true | Tracing;
  /** A dashboard of one's own, as Grafana exports it, in place of the one that comes with it. Namespaces are best chosen by a variable. */
  readonly dashboard?: DashboardJson;
  /** Further labels of its pods. */
  readonly podLabels?: Record<string, string>;
  readonly podAnnotations?: Record<string, string>;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

/** Props that are the same in every environment. */
export type Same = 'image' | 'name' | 'configMap' | 'only';

export const processShapes: { readonly [K in keyof Required<ProcessProps>]: Shape | ReturnType<typeof required> } = {
  ...availabilityShapes,
  image: required(fixed(anyText)),
  name: fixed(dnsLabel),
  command: list(anyText, { atLeast: 1 }),
  args: list(anyText),
  workingDir: absolutePath,
  env: record(whole(envValueShape), envVarName),
  secrets: record(whole(instance('a sealed key', (value) => value instanceof SealedKey)), envVarName),
  secretFiles: secretFilesShape,
  configuration: fixed(
    instance(
      'the configuration of a service',
      (value) => value instanceof ServiceConfiguration,
      'Give what a function of `configuration({ … })` returns.',
    ),
  ),
  configMap: fixed(dnsLabel),
  calls: list(
    whole(
      instance(
        'the endpoint of a construct',
        (value) => value instanceof Endpoint,
        'Give the endpoint of a construct, such as `db.endpoint`.',
      ),
    ),
  ),
  probes: probesShape,
  resources: resourcesShape,
  writable: writableShape,
  user: integer({ min: 1, unit: 'user id' }),
  shutdown: shutdownShape,
  permissions: fixed(permissionsShape),
  metrics: everywhere(metricsShape),
  alerts: everywhere(alertsShape(...SHARED_TABLES.service)),
  slo: everywhere(objectivesShape),
  tracing: everywhere(tracingShape),
  dashboard: everywhere(dashboardShape),
  podLabels: record(anyText),
  podAnnotations: record(anyText),
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
};
