import { get, list } from '../../read';
import { api } from '../example';
import type { ContainerSubject, Rule } from '../rule';
import { LIVE, READY } from '../probe-questions';

/** Sidecars and steps are not what keeps a pod alive. */
function servesAlone({ pod, init, container }: ContainerSubject): boolean {
  return !init && !pod.ends && list(pod.spec, 'containers')[0] === container;
}

export const noLiveness: Rule = {
  code: 'LS041',
  equivalents: { 'kube-linter': 'no-liveness-probe', 'kube-score': 'pod-probes', polaris: 'livenessProbeMissing', Kubescape: 'C-0056', checkov: 'CKV_K8S_8' },
  bad: api(READY),
  good: api(`${READY}, ${LIVE}`),
  on: 'container',
  judge(subject, say) {
    if (!servesAlone(subject) || get(subject.container, 'livenessProbe') !== undefined) return;
    say(
      ['livenessProbe'],
      `Container \`${subject.name}\` has no livenessProbe: a process that hangs is never restarted.`,
      'Give it one that asks the process alone, not what it depends on.',
    );
  },
};
