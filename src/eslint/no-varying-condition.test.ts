import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter, RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import { configs, rules } from '../eslint';

RuleTester.describe = describe;
RuleTester.it = it;

const fixtures = join(__dirname, 'fixtures');
// On CI the parser would take the text of the file for that of the test.
const parserOptions = {
  project: './tsconfig.json',
  tsconfigRootDir: fixtures,
  disallowAutomaticSingleRunInference: true,
};
const filename = join(fixtures, 'file.ts');
const page = readFileSync(join(__dirname, '../../docs/lint/no-varying-condition.md'), 'utf8');

const HEADER = `import type { Fields } from '../../model/fields';
import { combine, isVarying, type Varying } from '../../model/varying';
declare const replicas: Varying<number>;
declare const debug: Varying<boolean>;
declare const props: Fields<{ port: number; level?: string; debug?: boolean; tags?: string[] }>;
declare const labels: Record<string, string>;
declare const anything: any;
class Other { static Varying = class Varying<T> { constructor(readonly own: T) {} } }
const other = new Other.Varying(1);
declare function use(...values: unknown[]): void;
`;

const code = (text: string) => HEADER + text;
const valid = (name: string, text: string) => ({ name, filename, code: code(text) });
/** @param text with the reported expression between guillemets */
const invalid = (name: string, messageId: string, text: string) => {
  const column = text.indexOf('«') + 1;
  const error = { messageId, line: HEADER.split('\n').length, column, endColumn: text.indexOf('»') };
  return { name, filename, code: code(text.replace(/[«»]/g, '')), errors: [error] };
};

new RuleTester({ languageOptions: { parser, parserOptions } }).run(
  'no-varying-condition',
  rules['no-varying-condition'],
  {
    valid: [
      valid('derives with map', `use(replicas.map((count) => (count > 1 ? 'many' : 'one')));`),
      valid(
        'derives with combine',
        `use(combine({ replicas, debug }, (values) => values.debug && values.replicas === 1));`,
      ),
      valid('asks whether it varies', `if (isVarying(props.port)) use(props.port);`),
      valid('asks whether an optional prop was given', `if (props.level !== undefined) use(props.level);`),
      valid('asks so with ==', `if (props.level == null) use();`),
      valid('defaults an optional prop', `use(props.level ?? 'info');`),
      valid('the class of another package', `if (other) use(other === anything);`),
      valid('any', `if (anything) use(anything);`),
      valid('a plain key', `use(labels['a']);`),
      valid('instanceof', `use(anything instanceof Map);`),
      valid(
        'a varying value as the result of a choice that does not vary',
        `use(process.argv.length > 2 ? replicas : 1);`,
      ),
    ],
    invalid: [
      invalid('if', 'condition', `if («debug») use();`),
      invalid('while', 'condition', `while («debug») use();`),
      invalid('do', 'condition', `do { use(); } while («debug»);`),
      invalid('for', 'condition', `for (; «debug»; ) use();`),
      invalid('ternary', 'condition', `use(«debug» ? 1 : 2);`),
      invalid('the right side of && in an if', 'condition', `if (anything && «debug») use();`),
      invalid('a branch of a ternary in an if', 'condition', `if (anything ? «debug» : false) use();`),
      invalid('Boolean', 'condition', `use(Boolean(«debug»));`),
      invalid('an optional prop as condition', 'condition', `if («props.debug») use();`),
      invalid(
        'a type parameter',
        'condition',
        `function f<V extends Varying<number>>(value: V) { if («value») use(); }`,
      ),
      invalid('not', 'negation', `use(!«debug»);`),
      invalid('and', 'logical', `use(«debug» && 1);`),
      invalid('or', 'logical', `use(«props.level» || 'info');`),
      invalid('or assignment', 'logical', `let own = replicas; «own» ||= replicas;`),
      invalid('nullish', 'nullish', `use(«replicas» ?? 1);`),
      invalid('nullish assignment', 'nullish', `let own = replicas; «own» ??= replicas;`),
      invalid('===', 'comparison', `use(anything === «replicas»);`),
      invalid('!== of a prop', 'comparison', `use(«props.level» !== 'info');`),
      invalid('== undefined of what is never undefined', 'comparison', `use(«replicas» == undefined);`),
      invalid('<', 'comparison', `use(anything < «replicas»);`),
      invalid('both sides, once', 'comparison', `use(«replicas» === replicas);`),
      invalid('switch', 'switch', `switch («props.level») { case 'info': use(); }`),
      invalid('case', 'switch', `switch (anything) { case «replicas»: use(); }`),
      invalid('typeof', 'typeof', `use(typeof «props.port» === 'number');`),
      invalid('in', 'in', `use('map' in «replicas»);`),
      invalid('computed member', 'key', `use(labels[«anything as Varying<string>»]);`),
      invalid('computed key', 'key', `use({ [«anything as Varying<string>»]: 1 });`),
      invalid('computed method', 'key', `class Own { [«anything as Varying<string>»]() {} }`),
      invalid('for of', 'loop', `for (const tag of «anything as Varying<string[]>») use(tag);`),
      invalid('for in', 'loop', `for (const key in «replicas») use(key);`),
    ],
  },
);

describe('the recommended configuration', () => {
  const lint = (languageOptions: Linter.LanguageOptions, text: string) =>
    new Linter({ cwd: fixtures }).verify(text, [{ files: ['**/*.ts'], languageOptions }, configs.recommended], {
      filename,
    });

  it('reports with the rule and a message that says what to do', () => {
    const [message] = lint({ parser, parserOptions }, code('if (debug) use();'));
    expect(message).toMatchObject({ ruleId: 'lockstep/no-varying-condition', severity: 2 });
    expect(message!.message).toBe(
      'A varying value is an object and therefore always truthy, regardless of its values. Derive from it with `.map(value => …)` or `combine`.',
    );
  });

  it('says how to give type information where there is none', () => {
    expect(() => lint({ parser }, 'export {};')).toThrow('set languageOptions.parserOptions.projectService to true');
  });
});

describe('the page of the rule', () => {
  const shown = (title: string) => /```ts\n([\s\S]*?)```/.exec(page.slice(page.indexOf(`## ${title}`)))![1]!.trimEnd();
  const reportedLines = (text: string) =>
    new Linter({ cwd: fixtures })
      .verify(code(text), [{ files: ['**/*.ts'], languageOptions: { parser, parserOptions } }, configs.recommended], {
        filename,
      })
      .map(({ line }) => line - HEADER.split('\n').length);

  it('shows code of which every line is reported', () => {
    expect(reportedLines(shown('Reported'))).toEqual(
      shown('Reported')
        .split('\n')
        .map((_, index) => index),
    );
  });

  it('shows code of which none is', () => {
    expect(reportedLines(shown('Not reported'))).toEqual([]);
  });
});
