import { configuration, sealed, setting } from 'cdk8s-lockstep';
import { vary } from './environments';

export const PORT = 8080;

/** Requests a minute that the API lets through. */
export const rateLimit = vary({ dev: 1000, staging: 5000, production: 10000 });

/** What switchyard-api reads, by the names that it reads. Former names are refused, with the name that each has now. */
const schema = configuration({
  ENCLII_PORT: setting.integer({ min: 1024, max: 65_535, description: 'port of the API' }),
  ENCLII_LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn', 'error']),
  ENCLII_LOG_FORMAT: setting.oneOf(['json', 'text'], { default: 'json' }),
  ENCLII_RATE_LIMIT_REQUESTS_PER_MINUTE: setting.integer({ min: 1, description: 'more of them are refused' }),
  ENCLII_DB_URL: setting.url({
    schemes: ['postgresql'],
    replaces: ['DATABASE_URL'],
    description: 'through the pooler',
  }),
  ENCLII_DB_POOL_SIZE: setting.integer({ min: 1, max: 100, description: 'connections to the pooler, for each pod' }),
  ENCLII_CACHE_ENABLED: setting.flag({ default: true }),
  ENCLII_CACHE_TTL_SECONDS: setting.integer({ min: 1 }),
  ENCLII_REDIS_SENTINEL_ENABLED: setting.flag({ default: true, description: 'ask Sentinel which Redis is the master' }),
  ENCLII_REDIS_SENTINEL_ADDRS: setting.text({ replaces: ['REDIS_URL', 'ENCLII_REDIS_URL'] }),
  ENCLII_REDIS_SENTINEL_MASTER_NAME: setting.text(),
  ENCLII_REDIS_SENTINEL_PASSWORD: setting.secret(),
  ENCLII_REDIS_USERNAME: setting.text(),
  ENCLII_REDIS_PASSWORD: setting.secret(),
  ENCLII_METRICS_ENABLED: setting.flag({ default: true }),
  ENCLII_SECURITY_HEADERS_ENABLED: setting.flag(),
  ENCLII_CORS_ENABLED: setting.flag(),
  ENCLII_AUDIT_LOG_ENABLED: setting.flag(),
  ENCLII_ENABLE_PROFILING: setting.flag({ default: false }),
  ENCLII_MAX_REQUEST_SIZE: setting.text({ default: '10MB', pattern: /^\d+MB$/ }),
  ENCLII_REGISTRY_URL: setting.text({ default: 'ghcr.io/madfam' }),
  ENCLII_BUILD_CACHE_DIR: setting.text({ default: '/tmp/build-cache', pattern: /^\/tmp\// }),
  ENCLII_REQUEST_ID_HEADER: setting.text({ default: 'X-Request-ID' }),
  ENCLII_OIDC_ISSUER: setting.url({ description: 'who signs in' }),
  ENCLII_OIDC_CLIENT_SECRET: setting.secret(),
  ENCLII_JWT_ISSUER: setting.text({ default: 'enclii', description: 'claim `iss` of the tokens that the API signs' }),
  ENCLII_JWT_SECRET: setting.secret(),
  ENCLII_JWT_PRIVATE_KEY: setting.secret(),
  ENCLII_JWT_PUBLIC_KEY: setting.secret(),
  OTEL_EXPORTER_JAEGER_ENDPOINT: setting.url({
    replaces: ['ENCLII_OTEL_JAEGER_ENDPOINT'],
    description: 'the old protocol of Jaeger',
  }),
  FEATURE_NEW_UI: setting.flag({ description: 'the new web interface' }),
});

type Values = Parameters<typeof schema>[0];
type Stores =
  | 'ENCLII_DB_URL'
  | 'ENCLII_REDIS_SENTINEL_ADDRS'
  | 'ENCLII_REDIS_SENTINEL_MASTER_NAME'
  | 'ENCLII_REDIS_SENTINEL_PASSWORD'
  | 'ENCLII_REDIS_PASSWORD';

/** @param found where it finds what it calls, and what it says there */
export const settings = (found: Pick<Values, Stores | 'ENCLII_OIDC_ISSUER' | 'OTEL_EXPORTER_JAEGER_ENDPOINT'>) =>
  schema({
    ...found,
    ENCLII_PORT: PORT,
    ENCLII_LOG_LEVEL: vary({ dev: 'debug', staging: 'info', production: 'warn' }),
    ENCLII_RATE_LIMIT_REQUESTS_PER_MINUTE: rateLimit,
    ENCLII_DB_POOL_SIZE: vary({ dev: 10, staging: 20, production: 50 }),
    ENCLII_CACHE_TTL_SECONDS: vary({ dev: 1800, staging: 3600, production: 7200 }),
    ENCLII_REDIS_USERNAME: 'switchyard',
    ENCLII_SECURITY_HEADERS_ENABLED: vary({ dev: false, staging: true, production: true }),
    ENCLII_CORS_ENABLED: vary({ dev: false, staging: true, production: true }),
    ENCLII_AUDIT_LOG_ENABLED: vary({ dev: false, staging: true, production: true }),
    ENCLII_OIDC_CLIENT_SECRET: sealed('switchyard-secret', 'oidc-client-secret'),
    ENCLII_JWT_SECRET: sealed('jwt-secrets', 'jwt-secret'),
    ENCLII_JWT_PRIVATE_KEY: sealed('jwt-secrets', 'private-key'),
    ENCLII_JWT_PUBLIC_KEY: sealed('jwt-secrets', 'public-key'),
    FEATURE_NEW_UI: vary({ dev: true, staging: true, production: false }),
  });
