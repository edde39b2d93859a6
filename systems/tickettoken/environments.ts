import { defineEnvironments } from 'cdk8s-lockstep';

/** Three clusters, in the order of promotion; Docker Compose is a fourth way to run the same images, and no environment of Kubernetes. */
export const { environments, env, vary, text, only } = defineEnvironments({
  dev: {
    stage: 'development',
    namespace: 'dev',
    revision: 'develop',
    host: 'api.dev.tickettoken.com',
    issuer: 'letsencrypt-staging',
    network: '10.10.0.0/16',
    account: '111122223333',
    logLevel: 'debug',
    solana: 'devnet',
    stripe: 'pk_test_tickettoken_dev',
  },
  staging: {
    stage: 'staging',
    namespace: 'staging',
    revision: 'main',
    host: 'api.staging.tickettoken.com',
    issuer: 'letsencrypt-staging',
    network: '10.20.0.0/16',
    account: '444455556666',
    logLevel: 'info',
    solana: 'devnet',
    stripe: 'pk_test_tickettoken_staging',
  },
  production: {
    stage: 'production',
    namespace: 'production',
    // The gate: an approved change of this line is what releases.
    revision: 'v1.0.0',
    host: 'api.tickettoken.com',
    issuer: 'letsencrypt-prod',
    network: '10.30.0.0/16',
    account: '777788889999',
    logLevel: 'info',
    solana: 'mainnet-beta',
    stripe: 'pk_live_tickettoken',
  },
});
