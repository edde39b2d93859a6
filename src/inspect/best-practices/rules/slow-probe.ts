import { get, number } from '../../read';
import { api } from '../rule-examples/manifests';
import { phrase } from '../../../model/phrase';
import type { Rule } from '../rule';

/** Seconds in which the answer of a probe has to have an effect. Starts may take long. */
const LONGEST = { readinessProbe: 600, livenessProbe: 600, startupProbe: 3600 };
/** Seconds; what needs longer to start has a startup probe for it. */
const LATEST = 300;

export const slowProbe: Rule = {
  code: 'LS046',
  equivalents: {},
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
        say(
          [field, which],
          phrase`The ${{ field }} of container \`${{ name }}\` needs ${{ tries }} answers, one in ${{ period }} s: nothing follows from it for ${{ period: minutes(period * tries) }}.`,
          phrase`Let \`periodSeconds\` times \`${{ which }}\` be ${{ longest: minutes(LONGEST[field]) }} at most.`,
        );
      // without a startup probe, LS044 says more
      else if (delay > LATEST && (field !== 'livenessProbe' || get(container, 'startupProbe') !== undefined))
        say(
          [field, 'initialDelaySeconds'],
          phrase`The ${{ field }} of container \`${{ name }}\` begins after ${{ delay: minutes(delay) }}, however fast the start was.`,
          phrase`Leave the delay out, and give a slow start room by \`failureThreshold\` of a startupProbe.`,
        );
    }
  },
};

function minutes(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}
