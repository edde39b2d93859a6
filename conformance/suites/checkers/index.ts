/** Suite `checkers`: what teams run over manifests before they let them in. */
import { refuse } from '../../report';
import type { Suite } from '../../suite';
import type { Checker } from './checker';
import { checkov } from './checkov';
import { conftest } from './conftest';
import { Exemptions } from './exemptions';
import { kubeScore } from './kube-score';
import { kubeconform } from './kubeconform';
import { kubernetesValidate } from './kubernetes-validate';
import { kyverno } from './kyverno';
import { promtool } from './promtool';

const CHECKERS: readonly Checker[] = [kubeconform, kubernetesValidate, kubeScore, checkov, kyverno, conftest, promtool];

export const checkers: Suite = {
  name: 'checkers',
  title: `${CHECKERS.map((checker) => checker.name).join(', ')} on every environment`,
  tools: [...new Set(CHECKERS.flatMap((checker) => checker.tools))],
  run: async ({ report, tool, environments, allEnvironments }) => {
    const exemptions = Exemptions.read();
    for (const environment of environments) {
      const name = `${environment.platform}/${environment.name}`;
      for (const checker of CHECKERS) {
        const title = `checkers ${name}: ${checker.name}`;
        const { kind } = checker;
        if (kind !== undefined && !environment.objects.some(({ manifest }) => manifest.kind === kind)) {
          report.skip(title, `it has no ${kind}`);
          continue;
        }
        await report.case(title, async () => {
          const violations = exemptions.filter(checker.name, name, await checker.check(environment, tool));
          refuse(violations.map(({ rule, object, message }) => `${object}: ${rule}: ${message}`).sort());
        });
      }
    }
    if (!allEnvironments) return;
    const names = CHECKERS.map((checker) => checker.name);
    await report.case('checkers: every exemption is needed', async () =>
      refuse([...exemptions.unused(names), ...exemptions.unknownTools(names)]),
    );
  },
};
