import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../cleanup';
import { run } from '../../processes';
import { burnTests, type RuleGroup } from './burns';
import { type Checker, oneByOne, type Violation } from './checker';
import { elasticTests } from './elastic-alerts';
import { lateTests } from './late-backups';

/** `promtool check rules` on the groups of every PrometheusRule, and `promtool test rules` on the objectives, the promises of backups and the alerts of Elasticsearch among them. */
export const promtool: Checker = {
  name: 'promtool',
  tools: ['promtool'],
  kind: 'PrometheusRule',
  check: oneByOne(async (environment, tool) => {
    const folder = temporaryFolder('rules');
    const violations: Omit<Violation, 'environment'>[] = [];
    for (const { manifest } of environment.objects) {
      if (manifest.kind !== 'PrometheusRule') continue;
      const file = join(folder, `${manifest.metadata.name}.yaml`);
      const { groups } = manifest['spec'] as { groups: readonly RuleGroup[] };
      writeFileSync(file, stringify({ groups }));
      const result = await run(tool('promtool'), ['check', 'rules', '--lint=all', '--lint-fatal', file]);
      if (result.code !== 0)
        violations.push({
          rule: 'rules',
          object: `PrometheusRule/${manifest.metadata.name}`,
          message: `${result.stdout}${result.stderr}`.trim(),
        });
      for (const [rule, tests] of Object.entries({
        burn: burnTests(file, groups),
        late: lateTests(file, groups),
        elastic: elasticTests(file, groups),
      })) {
        if (tests === undefined) continue;
        const testFile = join(folder, `${manifest.metadata.name}.${rule}.test.yaml`);
        writeFileSync(testFile, stringify(tests));
        const tested = await run(tool('promtool'), ['test', 'rules', testFile]);
        if (tested.code !== 0)
          violations.push({
            rule,
            object: `PrometheusRule/${manifest.metadata.name}`,
            message: `${tested.stdout}${tested.stderr}`.trim(),
          });
      }
    }
    return violations;
  }),
};
