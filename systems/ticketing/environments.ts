import { defineEnvironments } from 'cdk8s-lockstep';

/** What runs, and what each run of the pipeline and each laptop starts: the same set, smaller. */
export const { environments, env, vary, text } = defineEnvironments({
  ci: {
    stage: 'development',
    namespace: 'ticketing-ci',
    revision: 'main',
    host: 'ticketing.local',
    contact: 'ci@ticketing.dev',
  },
  base: {
    stage: 'production',
    namespace: 'ticketing',
    revision: 'production',
    host: 'ticketing.dev',
    contact: 'platform@ticketing.dev',
  },
});
