import { api, get, list, LIVE, READY, text, type ContainerSubject, type Rule } from '../rule';

/** Sidecars and steps are not what keeps a pod alive. */
function servesAlone({ pod, init, container }: ContainerSubject): boolean {
  return !init && !pod.ends && list(pod.spec, 'containers')[0] === container;
}

export const noLivenessProbe: Rule = {
  code: 'LS041',
  equivalents: {
    'kube-linter': 'no-liveness-probe',
    'kube-score': 'pod-probes',
    polaris: 'livenessProbeMissing',
    Kubescape: 'C-0056',
    checkov: 'CKV_K8S_8',
  },
  bad: api(`ports: [{containerPort: 3000}], ${READY}`),
  good: api(`ports: [{containerPort: 3000}], ${READY}, ${LIVE}`),
  on: 'container',
  judge(subject, say) {
    // A worker without a port has often nothing that could be asked.
    if (
      !servesAlone(subject) ||
      list(subject.container, 'ports').every((port) => text(port, 'name') === 'metrics') ||
      get(subject.container, 'livenessProbe') !== undefined
    )
      return;
    say(['livenessProbe'])`
      Container \`${{ subject: subject.name }}\` has no livenessProbe: a hung process is never restarted.
      Add one that checks only the process, not its dependencies.`;
  },
};
