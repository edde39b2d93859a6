import { canonicalName } from '../variable-synonyms';
import { api, list, text, type Node, type Rule } from '../rule';

export const conflictingVariables: Rule = {
  code: 'LS084',
  bad: api('env: [{name: JWT_EXPIRES_IN, value: 1h}, {name: JWT_EXPIRATION, value: "3600"}]'),
  good: api('env: [{name: JWT_EXPIRES_IN, value: 1h}]'),
  on: 'container',
  judge({ container, name }, say) {
    const before = new Map<string, string>();
    list(container, 'env').forEach((variable, index) => {
      const own = text(variable, 'name') ?? '';
      const first = before.get(canonicalName(own));
      if (first === undefined) before.set(canonicalName(own), own);
      // The same value under two names serves two programs; two values are one of them wrong.
      else if (
        first !== own &&
        told(variable) !== told(list(container, 'env').find((other) => text(other, 'name') === first))
      )
        say(['env', index, 'name'])`
          Container \`${{ name }}\` has \`${{ first }}\` and \`${{ own }}\`, two names for one setting with two values: the program reads only one of them.
          Keep the name that the program reads.`;
    });
  },
};

function told(variable: Node): string {
  const { name: _name, ...rest } = (variable ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify(rest);
}
