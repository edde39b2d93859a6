import { defineEnvironments } from 'cdk8s-lockstep';

/** What compose over SSH served until now, each on a cluster of its own. Docker Compose and CI run the same images, and are no environments of Kubernetes. */
export const { environments, env, vary, text } = defineEnvironments({
  staging: {
    stage: 'staging',
    namespace: 'reconciliation-staging',
    revision: 'main',
    domain: 'staging.reconciliation-platform.com',
    payments: 'https://sandbox.payments.reconciliation-platform.com',
  },
  production: {
    stage: 'production',
    namespace: 'reconciliation-platform',
    // The gate: an approved change of this line is what releases.
    revision: 'v1.0.0',
    domain: 'reconciliation-platform.com',
    payments: 'https://payments.reconciliation-platform.com',
  },
});
