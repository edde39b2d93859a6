import { cron, get, type Rule } from '../rule';

export const overlappingRuns: Rule = {
  code: 'LS090',
  bad: cron(''),
  good: cron('concurrencyPolicy: Forbid, '),
  on: 'object',
  kinds: ['CronJob.batch'],
  judge(json, say) {
    if (get(json, 'spec', 'concurrencyPolicy') !== undefined) return;
    say(['spec', 'concurrencyPolicy'])`
      A long run overlaps with the next one: the default policy allows both.
      Set \`concurrencyPolicy\` to Forbid or Replace, or to Allow if two may run at once.`;
  },
};
