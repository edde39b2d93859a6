import { join } from 'node:path';
import { run } from '../../processes';
import { type Checker, filesOf, oneByOne } from './checker';

interface PolicyReport {
  readonly results?: readonly {
    readonly policy: string;
    readonly rule?: string;
    readonly result: string;
    readonly message?: string;
    readonly resources?: readonly { readonly kind: string; readonly name: string }[];
  }[];
}

/** Pod Security and the practices in `policies/kyverno`, as the admission controller would judge them. */
export const kyverno: Checker = {
  name: 'kyverno',
  tools: ['kyverno'],
  check: oneByOne(async (environment, tool) => {
    const policies = join(__dirname, '..', '..', 'policies', 'kyverno');
    const args = [
      'apply',
      policies,
      ...filesOf(environment).flatMap((file) => ['--resource', file]),
      '--policy-report',
      '--output-format',
      'json',
    ];
    const result = await run(tool('kyverno'), args);
    const start = result.stdout.indexOf('{');
    if (start < 0) throw new Error(`kyverno printed no report:\n${`${result.stdout}${result.stderr}`.slice(-2000)}`);
    const report = JSON.parse(result.stdout.slice(start)) as PolicyReport;
    const results = report.results ?? [];
    if (results.length === 0) throw new Error('kyverno judged nothing');
    return results
      .filter(({ result: verdict }) => verdict !== 'pass' && verdict !== 'skip')
      .map(({ policy, rule, message, resources }) => ({
        rule: `${policy}/${(rule ?? '').replace(/^autogen-(cronjob-)?/, '')}`,
        object: `${resources?.[0]?.kind ?? ''}/${resources?.[0]?.name ?? ''}`,
        message: (message ?? '').replace(/^validation (error|failure): /, '').slice(0, 300),
      }));
  }),
};
