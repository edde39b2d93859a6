/**
 * Reports where code reads `message` or `fix` of a finding. These are texts for people: what a finding is about is in its
 * code, reason, objects and values. Only modules that print findings are exempt, by name, in `eslint.config.mjs`.
 */
import type { Rule } from 'eslint';
import type { Node } from 'estree';

/** What is read of TypeScript's `Type`. */
interface TypeLike {
  readonly types?: readonly TypeLike[];
  getProperty(name: string): unknown;
}

const TEXTS = ['message', 'fix'];

export const findingTexts: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Disallow decisions by the texts of findings' },
    schema: [],
    messages: { read: '`{{text}}` is for people. Give the finding a `reason`, `objects` or `values`, and read those.' },
  },
  create(context) {
    const services = context.sourceCode.parserServices as { getTypeAtLocation(node: Node): TypeLike };
    const check = (of: Node, node: Node, text: string | undefined): void => {
      if (text !== undefined && TEXTS.includes(text) && isFinding(services.getTypeAtLocation(of)))
        context.report({ node, messageId: 'read', data: { text } });
    };
    return {
      MemberExpression(node) {
        check(node.object, node.property, nameOf(node.property, node.computed));
      },
      ObjectPattern(pattern) {
        for (const property of pattern.properties)
          if (property.type === 'Property') check(pattern, property, nameOf(property.key, property.computed));
      },
    };
  },
};

function nameOf(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Identifier' && !computed) return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : undefined;
}

/** By its members, so that parts of a finding count as well, such as one without its environments. */
function isFinding(type: TypeLike): boolean {
  if (type.types !== undefined) return type.types.some(isFinding);
  return ['code', 'message', 'fix', 'environments'].every((name) => type.getProperty(name) !== undefined);
}
