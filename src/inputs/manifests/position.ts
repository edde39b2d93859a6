/** Where in a file something stands: the document is parsed again, and only when a finding needs its line. */
import type { Node } from 'yaml';
import { parseDocuments } from './document';
import { chunksOf, LARGEST_DOCUMENT, lineAndColumn } from './text';
import type { ManifestObject } from './read';

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
    const { isMap, isSeq, isScalar } = require('yaml') as typeof import('yaml');
    let node = this.documents(object.start)[object.document] ?? null;
    let offset = node?.range?.[0] ?? 0;
    let depth = -object.within.length;
    for (const step of [...object.within, ...trail]) {
      let next: Node | null | undefined;
      if (typeof step === 'number' && isSeq(node)) {
        next = node.items[step] as Node | undefined;
        if (next !== undefined) offset = next?.range?.[0] ?? offset;
      } else if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        next = pair === undefined ? undefined : (pair.value as Node | null);
        if (pair !== undefined) offset = (pair.key as Node).range?.[0] ?? offset;
      }
      if (next === undefined) break;
      depth++;
      node = next;
      if (node === null) break;
    }
    return { place: lineAndColumn(this.text, object.start + offset), depth };
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
