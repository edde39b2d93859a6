/** The text that a TypeScript file shows to people: its string literals and templates, and its comments. */
import ts from 'typescript';

export interface Text {
  readonly line: number;
  readonly text: string;
}

/** Stands for what a template inserts. */
const INSERTED = '…';

/** String literals of several words: module names, keys and types are not prose. */
export function messagesOf(file: string, source: string): readonly Text[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && /\s/.test(text.trim())) found.push({ line: lineOf(parsed, node.getStart(parsed)), text });
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => INSERTED + literal.text).join('');
  return undefined;
}

/** Comments without their marks. The lines of a block, and line comments that follow each other, are one text. */
export function commentsOf(file: string, source: string): readonly Text[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const ranges = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ])
      ranges.set(pos, end);
    node.getChildren(parsed).forEach(visit);
  };
  visit(parsed);
  const found: { pos: number; end: number }[] = [];
  for (const [pos, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && source.startsWith('//', pos) && /^\s*$/.test(source.slice(last.end, pos))) last.end = end;
    else found.push({ pos, end });
  }
  return found.map(({ pos, end }) => ({ line: lineOf(parsed, pos), text: withoutMarks(source.slice(pos, end)) }));
}

function withoutMarks(comment: string): string {
  return comment
    .replace(/^\/\*+|\*\/$/g, '')
    .replace(/^\s*(?:\/\/|\*)/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}
