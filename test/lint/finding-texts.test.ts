import { join } from 'node:path';
import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import { findingTexts } from '../../tools/lint/finding-texts';

RuleTester.describe = describe;
RuleTester.it = it;

const fixtures = join(__dirname, '../../src/eslint/fixtures');
// On CI the parser would take the text of the file for that of the test.
const parserOptions = {
  project: './tsconfig.json',
  tsconfigRootDir: fixtures,
  disallowAutomaticSingleRunInference: true,
};
const HEADER = `import type { Finding } from '../../model/finding';
declare const finding: Finding;
declare const findings: readonly Finding[];
declare const error: Error;
declare const fault: { code: string; message: string; fix: string };
declare function use(...values: unknown[]): void;
`;
const valid = (name: string, text: string) => ({ name, filename: join(fixtures, 'file.ts'), code: HEADER + text });
const invalid = (name: string, text: string) => ({ ...valid(name, text), errors: [{ messageId: 'read' }] });

new RuleTester({ languageOptions: { parser, parserOptions } }).run('finding-texts', findingTexts, {
  valid: [
    valid('reads data', `use(finding.code, finding.reason, finding.values, finding.objects);`),
    valid('makes a finding', `use({ ...finding, message: 'a', fix: 'b' });`),
    valid('takes other parts', `const { code, ...rest } = finding; use(code, rest);`),
    valid('reads an error', `use(error.message);`),
    valid('reads what a finding is made of', `use(fault.message); const { fix } = fault; use(fix);`),
  ],
  invalid: [
    invalid('compares a message', `use(finding.message.startsWith('Port '));`),
    invalid('reads a fix by a literal', `use(finding['fix']);`),
    invalid('reads one that may be missing', `use(findings.at(0)?.message);`),
    invalid('takes it from a variable', `const { message } = finding; use(message);`),
    invalid('takes it from an argument', `use(findings.filter(({ fix }) => fix === ''));`),
    invalid('takes it under another name', `for (const { message: text } of findings) use(text);`),
    invalid('takes it from a part', `use((({ message }: Omit<Finding, 'object'>) => message)(finding));`),
  ],
});
