import { get } from '../../read';
import { phrase } from '../../../model/phrase';
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
    say(
      ['spec', 'concurrencyPolicy'],
      phrase`A run that takes long meets the next one: the default allows both.`,
      phrase`State \`concurrencyPolicy\`: Forbid, Replace, or Allow where two may run.`,
    );
  },
};
