import { api, get, number, type Rule } from '../rule';

export const noStartupProbe: Rule = {
  code: 'LS044',
  bad: api('livenessProbe: {httpGet: {path: /live, port: 3000}, initialDelaySeconds: 30}'),
  good: api(
    'livenessProbe: {httpGet: {path: /live, port: 3000}}, startupProbe: {httpGet: {path: /live, port: 3000}, failureThreshold: 30}',
  ),
  on: 'container',
  judge({ container, name }, say) {
    const delay = number(container, 'livenessProbe', 'initialDelaySeconds') ?? 0;
    if (delay === 0 || get(container, 'startupProbe') !== undefined) return;
    const probe = get(container, 'livenessProbe');
    const killed =
      delay +
      ((number(probe, 'failureThreshold') ?? 3) - 1) * (number(probe, 'periodSeconds') ?? 10) +
      (number(probe, 'timeoutSeconds') ?? 1);
    say(['startupProbe'])`
      Container \`${{ name }}\` has no startupProbe: liveness probing starts after ${{ delay }} s, so a start that takes more than about ${{ killed }} s is killed, again and again.
      Add a \`startupProbe\` that allows for the slowest start, and remove \`initialDelaySeconds\`.`;
  },
};
