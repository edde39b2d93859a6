/** Suite `checkers`: what teams run over manifests before they let them in. */
import { refuse } from '../../report';
import type { Suite } from '../../suite';
import { type Checker, nameOf } from './checker';
import { canaries } from './canaries';
import { checkov } from './checkov';
import { conftest } from './conftest';
import { Exemptions } from './exemptions';
import { kubeScore } from './kube-score';
import { kubeconform } from './kubeconform';
import { kubernetesValidate } from './kubernetes-validate';
import { kyverno } from './kyverno';
import { promtool } from './promtool';

const CHECKERS: readonly Checker[] = [
  kubeconform,
  kubernetesValidate,
  kubeScore,
  checkov,
  kyverno,
  conftest,
  promtool,
  canaries,
];

export const checkers: Suite = {
  name: 'checkers',
  title: `${CHECKERS.map((checker) => checker.name).join(', ')} on every environment`,
  tools: [...new Set(CHECKERS.flatMap((checker) => checker.tools))],
  run: async ({ report, tool, environments, allEnvironments }) => {
    const exemptions = Exemptions.read();
    for (const checker of CHECKERS) {
      const { kind } = checker;
      const chosen = environments.filter(
        ({ objects }) => kind === undefined || objects.some(({ manifest }) => manifest.kind === kind),
      );
      for (const environment of environments)
        if (!chosen.includes(environment))
          report.skip(`checkers ${nameOf(environment)}: ${checker.name}`, `it has no ${kind ?? ''}`);
      if (chosen.length === 0) continue;
      await report.case(`checkers: ${checker.name} on ${chosen.map(nameOf).join(', ')}`, async () => {
        const violations = exemptions.filter(checker.name, await checker.check(chosen, tool));
        refuse(
          violations
            .map(({ environment, rule, object, message }) => `${environment}/${object}: ${rule}: ${message}`)
            .sort(),
        );
      });
    }
    if (!allEnvironments) return;
    const names = CHECKERS.map((checker) => checker.name);
    await report.case('checkers: every exemption is needed', async () =>
      refuse([...exemptions.unused(names), ...exemptions.unknownTools(names)]),
    );
  },
};
