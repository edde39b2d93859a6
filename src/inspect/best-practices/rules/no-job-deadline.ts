import { cron, get, isMap, number, text, type Rule } from '../rule';

export const noJobDeadline: Rule = {
  code: 'LS091',
  equivalents: { 'kube-score': 'cronjob-has-deadline', 'kube-linter': 'job-ttl-seconds-after-finished' },
  differs:
    'The rule requires a deadline for the whole run (`activeDeadlineSeconds`); kube-score requires `startingDeadlineSeconds`, by which a run must have started, and kube-linter the removal of finished Jobs.',
  bad: cron('concurrencyPolicy: Forbid, '),
  good: cron('concurrencyPolicy: Forbid, ', 'activeDeadlineSeconds: 3600, '),
  on: 'object',
  kinds: ['CronJob.batch', 'Job.batch'],
  judge(json, say) {
    const path = text(json, 'kind') === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
    const spec = get(json, ...path);
    if (
      !isMap(spec) ||
      number(spec, 'activeDeadlineSeconds') !== undefined ||
      number(get(spec, 'template'), 'spec', 'activeDeadlineSeconds') !== undefined
    )
      return;
    say([...path, 'activeDeadlineSeconds'])`
      A hung run is never terminated, and the next one waits for it or runs concurrently.
      Set \`activeDeadlineSeconds\`, well above the longest run.`;
  },
};
