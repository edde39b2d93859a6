import { api, get, number, type Rule } from '../rule';

export const probeTimeoutAbovePeriod: Rule = {
  code: 'LS043',
  bad: api('livenessProbe: {httpGet: {path: /live, port: 3000}, periodSeconds: 5, timeoutSeconds: 10}'),
  good: api('livenessProbe: {httpGet: {path: /live, port: 3000}, periodSeconds: 10, timeoutSeconds: 5}'),
  on: 'container',
  judge({ container, name }, say) {
    for (const field of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
      const probe = get(container, field);
      const period = number(probe, 'periodSeconds') ?? 10;
      const timeout = number(probe, 'timeoutSeconds') ?? 1;
      if (timeout > period)
        say([field, 'timeoutSeconds'])`
          The ${{ field }} of container \`${{ name }}\` has a timeout of ${{ timeout }} s but a period of ${{ period }} s, so it runs less often than configured.
          Use a timeout of at most ${{ period }} s.`;
    }
  },
};
