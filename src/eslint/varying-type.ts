/**
 * Whether the type of an expression can be a varying value, asked through the parser services of typescript-eslint. Only
 * the few members that the rules use are named here, so that neither typescript nor typescript-eslint is a dependency.
 */
import type { SourceCode } from 'eslint';
import type { Node } from 'estree';

/** What is read of TypeScript's `Type`. */
interface TypeLike {
  readonly types?: readonly TypeLike[];
  readonly symbol?: {
    readonly name: string;
    readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[];
  };
  /** Name of a type that is built into the language, such as `undefined`. */
  readonly intrinsicName?: string;
}

interface TypedServices {
  readonly program: { getTypeChecker(): { getBaseConstraintOfType(type: TypeLike): TypeLike | undefined } } | null;
  getTypeAtLocation(node: Node): TypeLike;
}

/** What the rules ask about an expression. */
export interface VaryingTypes {
  /** Whether it is a varying value, or may be one. */
  mayVary(node: Node): boolean;
  /** Whether it may also be `undefined` or `null`, as an optional prop may: checking for that is allowed. */
  mayBeMissing(node: Node): boolean;
}

/** @throws when the file is linted without type information */
export function varyingTypes(sourceCode: SourceCode): VaryingTypes {
  const services = sourceCode.parserServices as Partial<TypedServices>;
  const { program, getTypeAtLocation } = services;
  if (program == null || getTypeAtLocation === undefined) {
    throw new Error(
      'The rules of cdk8s-lockstep need type information: lint TypeScript with the parser of typescript-eslint and ' +
        'set languageOptions.parserOptions.projectService to true.',
    );
  }
  const checker = program.getTypeChecker();
  const alternatives = (node: Node) => {
    const type = getTypeAtLocation(node);
    return flatten(checker.getBaseConstraintOfType(type) ?? type);
  };
  return {
    mayVary: (node) => alternatives(node).some(isVaryingType),
    mayBeMissing: (node) =>
      alternatives(node).some(({ intrinsicName }) => intrinsicName === 'undefined' || intrinsicName === 'null'),
  };
}

function flatten(type: TypeLike): readonly TypeLike[] {
  return type.types === undefined ? [type] : type.types.flatMap(flatten);
}

/** By name and by the place of its declaration: a class of another package may have the same name. */
function isVaryingType({ symbol }: TypeLike): boolean {
  if (symbol?.name !== 'Varying') return false;
  return (symbol.declarations ?? []).some((declaration) =>
    /\/model\/varying\.(d\.)?ts$/.test(declaration.getSourceFile().fileName),
  );
}
