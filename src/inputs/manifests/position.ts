/** Where in a file something is: the document is parsed again, and only when a finding needs its line. */
import type { Document, Node } from 'yaml';
import { parseDocuments } from './document';
import { chunksOf, LARGEST_DOCUMENT, lineAndColumn } from './text';
import type { ManifestObject } from './read';

/**
 * Follows a trail in a document, as far as it goes.
 * @param document in which aliases are looked up; without it, the trail ends at an alias
 * @returns the last node that is there, the offset of its key, and how many steps lead to it
 */
export function follow(
  root: Node | null,
  trail: readonly (string | number)[],
  document?: Document,
): { readonly node: Node | null; readonly offset: number; readonly depth: number } {
  const { isAlias, isMap, isScalar, isSeq } = require('yaml') as typeof import('yaml');
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  let depth = 0;
  for (const step of trail) {
    if (document !== undefined && isAlias(node)) node = node.resolve(document) ?? null;
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      : undefined;
    const item = isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
    if (pair === undefined && item === undefined) break;
    offset = ((pair?.key ?? item) as Node | null)?.range?.[0] ?? offset;
    node = (pair === undefined ? item : pair.value) as Node | null;
    depth++;
  }
  return { node, offset, depth };
}

/** Places in one file. */
export class Positions {
  private readonly parsed = new Map<number, readonly (Node | null)[]>();
  private chunks: ReadonlyMap<number, string> | undefined;

  constructor(private readonly text: string) {}

  /**
   * @param trail way to the place in the object; where it ends early, the nearest place that is there
   * @returns `12:5`, and how many steps of the way were found
   */
  of(object: ManifestObject, trail: readonly (string | number)[]): { readonly place: string; readonly depth: number } {
    const root = this.documents(object.start)[object.document] ?? null;
    const { offset, depth } = follow(root, [...object.within, ...trail]);
    return { place: lineAndColumn(this.text, object.start + offset), depth: depth - object.within.length };
  }

  private documents(start: number): readonly (Node | null)[] {
    let documents = this.parsed.get(start);
    if (documents === undefined) {
      this.chunks ??= new Map(chunksOf(this.text).map((chunk) => [chunk.start, chunk.text]));
      const chunk = this.chunks.get(start);
      documents =
        chunk === undefined || chunk.length > LARGEST_DOCUMENT
          ? []
          : parseDocuments(chunk).map(({ contents }) => contents as Node | null);
      this.parsed.set(start, documents);
    }
    return documents;
  }
}
