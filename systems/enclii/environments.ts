import { defineEnvironments } from 'cdk8s-lockstep';

/** A developer cluster, a staging of the shape of production, and production. */
export const { environments, env, vary, text, only } = defineEnvironments({
  dev: {
    stage: 'development',
    namespace: 'enclii-dev',
    revision: 'main',
    host: 'api.enclii.local',
    identity: 'https://auth.dev.enclii.dev',
    contact: 'platform-dev@enclii.dev',
  },
  staging: {
    stage: 'staging',
    namespace: 'enclii-staging',
    revision: 'staging',
    host: 'api.staging.enclii.dev',
    identity: 'https://auth.staging.enclii.dev',
    contact: 'platform-staging@enclii.dev',
  },
  production: {
    stage: 'production',
    namespace: 'enclii-production',
    revision: 'production',
    host: 'api.enclii.dev',
    identity: 'https://auth.enclii.dev',
    contact: 'platform@enclii.dev',
  },
});
