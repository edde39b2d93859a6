/**
 * Whether the type of an expression can be a varying value, asked through the parser services of typescript-eslint. Only
 * the few members that the rules use are named here, so that neither typescript nor typescript-eslint is a dependency.
 */
import type { Rule, SourceCode } from 'eslint';

/** The part of TypeScript's `Type` that is read. */
interface TypeLike {
  readonly flags: number;
  readonly types?: readonly TypeLike[];
  readonly symbol?: SymbolLike;
}

interface SymbolLike {
  readonly name: string;
  readonly declarations?: readonly { getSourceFile(): { readonly fileName: string } }[];
}

interface TypedServices {
  readonly program: { getTypeChecker(): { getBaseConstraintOfType(type: TypeLike): TypeLike | undefined } };
  getTypeAtLocation(node: Rule.Node): TypeLike;
}

/** What the rules ask about an expression. */
export interface VaryingTypes {
  /** Whether it is a varying value, or may be one. */
  mayVary(node: Rule.Node): boolean;
  /** Whether it may also be `undefined` or `null`, such as an optional prop: then asking for that is no mistake. */
  mayBeMissing(node: Rule.Node): boolean;
}

/** `ts.TypeFlags.Undefined | ts.TypeFlags.Null`, read from TypeScript's numbering when the program loads it. */
const MISSING = ['undefined', 'null'];

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
  const constituents = (node: Rule.Node) => {
    const type = getTypeAtLocation(node);
    return flatten(checker.getBaseConstraintOfType(type) ?? type);
  };
  return {
    mayVary: (node) => constituents(node).some(isVaryingType),
    mayBeMissing: (node) => constituents(node).some((type) => MISSING.includes((type as { intrinsicName?: string }).intrinsicName ?? '')),
  };
}

function flatten(type: TypeLike): readonly TypeLike[] {
  return type.types === undefined ? [type] : type.types.flatMap(flatten);
}

/** By name and place of its declaration: the class of another package may have the same name. */
function isVaryingType({ symbol }: TypeLike): boolean {
  return symbol?.name === 'Varying' && (symbol.declarations ?? []).some((declaration) => /\/model\/varying\.(d\.)?ts$/.test(declaration.getSourceFile().fileName));
}
