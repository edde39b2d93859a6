import { defineEnvironments } from 'cdk8s-lockstep';

/** Two environments on purpose: dev doubles as pre-production. */
export const { environments, env, vary, text, only } = defineEnvironments({
  dev: {
    stage: 'development',
    namespace: 'hack-for-facts-dev',
    branch: 'dev',
    host: 'api-dev.transparenta.eu',
    secondHost: 'hack-for-facts-dev.devostack.com',
    telemetry: 'https://otlp-dev.devostack.com',
  },
  prod: {
    stage: 'production',
    namespace: 'hack-for-facts-prod',
    branch: 'main',
    host: 'api.transparenta.eu',
    secondHost: 'hack-for-facts.devostack.com',
    telemetry: 'https://otlp.devostack.com',
  },
});
