import { vary } from './environments';

export const PORT = 8080;

/** Requests a minute that the API lets through. */
export const rateLimit = vary({ dev: 1000, staging: 5000, production: 10000 });

/** Plain settings of switchyard-api: one ConfigMap, the same names everywhere. */
export const settings = {
  ENCLII_PORT: PORT,
  ENCLII_LOG_LEVEL: vary({ dev: 'debug', staging: 'info', production: 'warn' }),
  ENCLII_LOG_FORMAT: 'json',
  ENCLII_RATE_LIMIT_REQUESTS_PER_MINUTE: rateLimit,
  ENCLII_DB_POOL_SIZE: vary({ dev: 10, staging: 20, production: 50 }),
  ENCLII_CACHE_ENABLED: true,
  ENCLII_CACHE_TTL_SECONDS: vary({ dev: 1800, staging: 3600, production: 7200 }),
  ENCLII_METRICS_ENABLED: true,
  ENCLII_SECURITY_HEADERS_ENABLED: vary({ dev: false, staging: true, production: true }),
  ENCLII_CORS_ENABLED: vary({ dev: false, staging: true, production: true }),
  ENCLII_AUDIT_LOG_ENABLED: vary({ dev: false, staging: true, production: true }),
  ENCLII_ENABLE_PROFILING: false,
  ENCLII_MAX_REQUEST_SIZE: '10MB',
  ENCLII_REGISTRY_URL: 'ghcr.io/madfam',
  ENCLII_BUILD_CACHE_DIR: '/tmp/build-cache',
  ENCLII_REQUEST_ID_HEADER: 'X-Request-ID',
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: vary({ dev: '1', staging: '0.5', production: '0.1' }),
  FEATURE_NEW_UI: vary({ dev: true, staging: true, production: false }),
};
