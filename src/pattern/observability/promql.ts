/** PromQL: what is written into rules, and whether it can be read. */
import { wrong, type Shape } from '../../model/shape';

/** What is used of `@prometheus-io/lezer-promql`, the grammar of Prometheus' own editor. Its types are of an ES module. */
interface Grammar {
  readonly parser: {
    parse(expr: string): {
      iterate(visitor: {
        enter(node: { readonly type: { readonly isError: boolean }; readonly from: number }): void;
      }): void;
    };
  };
}

let grammar: Grammar | undefined;

/** Loaded with the first expression of a platform's own: most have none. */
function load(): Grammar {
  // A dynamic import would make constructors asynchronous.
  return (grammar ??= require('@prometheus-io/lezer-promql') as Grammar);
}

/** Where an expression stops making sense: the text from there, empty at its end. `undefined` when it can be read. */
export function brokenAt(expr: string): string | undefined {
  let broken: string | undefined;
  load()
    .parser.parse(expr)
    .iterate({
      enter: ({ type, from }) => {
        if (type.isError) broken ??= expr.slice(from);
      },
    });
  return broken;
}

const LIKE = 'Use an expression such as "sum(rate(orders_failed_total[5m])) > 1".';

/** PromQL of a platform's own. Prometheus takes no rule of a file of which one cannot be read, so nothing would fire. */
export const promQlShape: Shape<string> = (value, at) => {
  if (typeof value !== 'string') return wrong(at, value, 'PromQL', LIKE, LIKE);
  const broken = brokenAt(value);
  if (broken === undefined) return;
  const where = broken.trim() === '' ? 'at its end' : `at "${broken.slice(0, 30)}"`;
  at.report({
    code: 'LS732',
    path: at.path,
    ...(at.environment !== undefined && { environments: [at.environment] }),
    message: `"${value}" is not valid PromQL ${where}`,
    fix: 'Try it in the Prometheus expression browser.',
  });
};

/** Label matchers, as they stand between braces. */
export function matchers(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
}
