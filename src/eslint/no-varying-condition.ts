/**
 * Reports a varying value where JavaScript would decide something by it. Such an expression compiles, runs, and means
 * the same in every environment: a varying value is an object, so it is always truthy and equal to nothing but itself.
 */
import type { Rule } from 'eslint';
import type { Expression, Node, PrivateIdentifier, SpreadElement, Super } from 'estree';
import { varyingTypes } from './varying-type';

type Use =
  'condition' | 'negation' | 'logical' | 'nullish' | 'comparison' | 'switch' | 'typeof' | 'in' | 'key' | 'loop';
type Operand = Expression | PrivateIdentifier | SpreadElement | Super;

const FIX = 'Derive from it with `.map(value => …)` or `combine`.';

const MESSAGES: Readonly<Record<Use, string>> = {
  condition: `A varying value is an object and therefore always truthy, regardless of its values. ${FIX}`,
  negation: `The negation of a varying value is always false, regardless of its values. ${FIX}`,
  logical: `A varying value is an object and therefore always truthy: \`{{operator}}\` always chooses the same side. ${FIX}`,
  nullish:
    'A varying value is never undefined or null: the value after `??` is never used. ' +
    'If an environment has `absent`, set a different value for it in `vary`.',
  comparison: `\`{{operator}}\` compares the varying value itself, not its contents: it equals nothing but itself. ${FIX}`,
  switch: `\`switch\` compares the varying value itself, not its contents: no case matches. ${FIX}`,
  typeof: 'The `typeof` of a varying value is always "object". Use `isVarying` to distinguish it from a plain value.',
  in: `\`in\` checks the varying value itself, not its contents. ${FIX}`,
  key:
    'A varying value cannot be a key: keys are the same in every environment. ' +
    'Vary the value of the key instead, with `absent` in environments that lack it.',
  loop: `A varying value cannot be iterated. ${FIX}`,
};

const COMPARISONS = ['==', '!=', '===', '!==', '<', '<=', '>', '>='];

export const noVaryingCondition: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow varying values where JavaScript would make a decision based on them' },
    schema: [],
    messages: MESSAGES,
  },
  create(context) {
    const types = varyingTypes(context.sourceCode);
    const report = (node: Node, messageId: Use, operator = '') =>
      context.report({ node, messageId, data: { operator } });
    const check = (node: Operand, use: Use, operator?: string) => {
      if (types.mayVary(node)) report(node, use, operator);
    };

    /** The value of `node` decides; operands that are judged at their own place are not judged again. */
    const checkCondition = (node: Expression): void => {
      if (node.type === 'LogicalExpression') checkCondition(node.right);
      else if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(checkCondition);
      else if (node.type === 'SequenceExpression') checkCondition(node.expressions.at(-1)!);
      else check(node, 'condition');
    };
    const checkTest = ({ test }: { readonly test?: Expression | null }) => {
      if (test != null) checkCondition(test);
    };
    const checkKey = ({ computed, key }: { readonly computed?: boolean; readonly key: Operand }) => {
      if (computed === true) check(key, 'key');
    };

    return {
      IfStatement: checkTest,
      ConditionalExpression: checkTest,
      WhileStatement: checkTest,
      DoWhileStatement: checkTest,
      ForStatement: checkTest,
      UnaryExpression({ operator, argument }) {
        if (operator === '!') check(argument, 'negation');
        else if (operator === 'typeof') check(argument, 'typeof');
      },
      LogicalExpression({ operator, left }) {
        if (operator !== '??') check(left, 'logical', operator);
        else if (!types.mayBeMissing(left)) check(left, 'nullish');
      },
      AssignmentExpression({ operator, left }) {
        if (left.type !== 'Identifier' && left.type !== 'MemberExpression') return;
        if (operator === '&&=' || operator === '||=') check(left, 'logical', operator);
        else if (operator === '??=' && !types.mayBeMissing(left)) check(left, 'nullish');
      },
      BinaryExpression({ operator, left, right }) {
        if (operator === 'in') [left, right].forEach((operand) => check(operand, 'in'));
        if (!COMPARISONS.includes(operator)) return;
        if (isMissing(left) || isMissing(right)) {
          const other = isMissing(left) ? right : left;
          if (!types.mayBeMissing(other)) check(other, 'comparison', operator);
        } else {
          const varying = [left, right].find((operand) => types.mayVary(operand));
          if (varying !== undefined) report(varying, 'comparison', operator);
        }
      },
      SwitchStatement({ discriminant, cases }) {
        check(discriminant, 'switch');
        for (const { test } of cases) if (test != null) check(test, 'switch');
      },
      MemberExpression({ computed, property }) {
        if (computed) check(property, 'key');
      },
      Property: checkKey,
      MethodDefinition: checkKey,
      PropertyDefinition: checkKey,
      ForOfStatement: ({ right }) => check(right, 'loop'),
      ForInStatement: ({ right }) => check(right, 'loop'),
      CallExpression({ callee, arguments: [argument] }) {
        if (callee.type === 'Identifier' && callee.name === 'Boolean' && argument !== undefined)
          check(argument, 'condition');
      },
    };
  },
};

/** `undefined`, `null` or `void 0`. */
function isMissing(node: Operand): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined';
  if (node.type === 'UnaryExpression') return node.operator === 'void';
  return node.type === 'Literal' && node.value === null && !('regex' in node);
}
