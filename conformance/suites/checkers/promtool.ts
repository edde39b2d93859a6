import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../cleanup';
import { run } from '../../processes';
import type { Checker, Violation } from './checker';

/** `promtool check rules` on the groups of every PrometheusRule. */
export const promtool: Checker = {
  name: 'promtool',
  tools: ['promtool'],
  kind: 'PrometheusRule',
  check: async (environment, tool) => {
    const folder = temporaryFolder('rules');
    const violations: Violation[] = [];
    for (const { manifest } of environment.objects) {
      if (manifest.kind !== 'PrometheusRule') continue;
      const file = join(folder, `${manifest.metadata.name}.yaml`);
      writeFileSync(file, stringify({ groups: (manifest['spec'] as { groups: unknown }).groups }));
      const result = await run(tool('promtool'), ['check', 'rules', '--lint=all', '--lint-fatal', file]);
      if (result.code !== 0)
        violations.push({
          rule: 'rules',
          object: `PrometheusRule/${manifest.metadata.name}`,
          message: `${result.stdout}${result.stderr}`.trim(),
        });
    }
    return violations;
  },
};
