import { api, get, number, type Rule } from '../rule';

/** Seconds in which the answer of a probe has to have an effect. Starts may take long. */
const LONGEST = { readinessProbe: 600, livenessProbe: 600, startupProbe: 3600 };
/** Seconds; what needs longer to start has a startup probe for it. */
const LATEST = 300;

export const slowProbe: Rule = {
  code: 'LS046',
  bad: api('livenessProbe: {httpGet: {path: /live, port: 3000}, periodSeconds: 30, failureThreshold: 60}'),
  good: api('livenessProbe: {httpGet: {path: /live, port: 3000}, periodSeconds: 30, failureThreshold: 6}'),
  on: 'container',
  judge({ container, name }, say) {
    for (const field of ['readinessProbe', 'livenessProbe', 'startupProbe'] as const) {
      const probe = get(container, field);
      if (probe === undefined) continue;
      const period = number(probe, 'periodSeconds') ?? 10;
      const failures = number(probe, 'failureThreshold') ?? 3;
      const successes = number(probe, 'successThreshold') ?? 1;
      const delay = number(probe, 'initialDelaySeconds') ?? 0;
      const tries = Math.max(failures, successes);
      const which = failures >= successes ? 'failureThreshold' : 'successThreshold';
      if (period * tries > LONGEST[field])
        say([field, which])`
          The ${{ field }} of container \`${{ name }}\` needs ${{ tries }} results, one every ${{ period }} s: it takes effect only after ${{ period: minutes(period * tries) }}.
          Keep \`periodSeconds\` times \`${{ which }}\` to at most ${{ longest: minutes(LONGEST[field]) }}.`;
      // without a startup probe, LS044 says more
      else if (delay > LATEST && (field !== 'livenessProbe' || get(container, 'startupProbe') !== undefined))
        say([field, 'initialDelaySeconds'])`
          The ${{ field }} of container \`${{ name }}\` starts after ${{ delay: minutes(delay) }}, even if the container starts faster.
          Remove the delay, and allow for a slow start with \`failureThreshold\` of a startupProbe.`;
    }
  },
};

function minutes(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}
