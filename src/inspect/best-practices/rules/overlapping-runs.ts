import { get } from '../../read';
import type { Rule } from '../rule';
import { cron } from '../rule-examples/cron-job';

export const overlappingRuns: Rule = {
  code: 'LS090',
  equivalents: {},
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
