import { api, get, LIVE, number, READY, type Rule } from '../rule';

export const duplicateProbes: Rule = {
  code: 'LS042',
  equivalents: { 'kube-score': 'pod-probes' },
  differs:
    'Two TCP probes do not depend on anything outside of the process, and are not reported; kube-score reports them too.',
  bad: api(`${READY}, livenessProbe: {httpGet: {path: /ready, port: 3000}}`),
  good: api(`${READY}, ${LIVE}`),
  on: 'container',
  judge({ container, name }, say) {
    const question = (field: string): string | undefined => {
      const probe = get(container, field);
      const asked = ['httpGet', 'exec'].map((handler) => get(probe, handler)).find((handler) => handler !== undefined);
      return asked === undefined ? undefined : JSON.stringify(asked);
    };
    const readiness = question('readinessProbe');
    const patient =
      (number(container, 'livenessProbe', 'failureThreshold') ?? 3) *
      (number(container, 'livenessProbe', 'periodSeconds') ?? 10);
    const unready =
      (number(container, 'readinessProbe', 'failureThreshold') ?? 3) *
      (number(container, 'readinessProbe', 'periodSeconds') ?? 10);
    // Asking the same is sound where liveness waits so much longer that readiness has long taken the pod out of service.
    if (readiness === undefined || readiness !== question('livenessProbe') || patient >= 2 * unready) return;
    say(['livenessProbe'])`
      The liveness and readiness probes of container \`${{ name }}\` are the same: when a dependency is slow, every pod is restarted instead of being taken out of service.
      Let the liveness probe check only the process, or fail much later than the readiness probe.`;
  },
};
