/** The heap of a node, and that its container has room for it (Elasticsearch, "JVM heap size"). */
import { text } from '../../../model/shape';
import type { Subject } from '../../engine/build';
import type { EnvVar } from '../../manifests';
import { bytesIn, MEBIBYTE, quantityOf, quantityWithin } from '../stateful/sizes';

/** Lucene reads its files through the cache of the kernel, which is in the same limit. */
const MOST = 0.5;
/** Above it pointers are no longer compressed: a larger heap holds less. */
const LARGEST = 31 * 1024 * MEBIBYTE;

export const heapShape = text('a quantity of whole Mi or Gi', '2Gi', (value) => /^[1-9]\d*(Mi|Gi)$/.test(value));

/** `ES_JAVA_OPTS` where a heap is given; a node sizes its heap from the memory of its container otherwise. */
export function heapOptions({ parts }: Subject, heap: string | undefined, limit: string): readonly EnvVar[] {
  if (heap === undefined) return [];
  const wanted = bytesIn(heap);
  const most = Math.min(bytesIn(limit) * MOST, LARGEST);
  if (wanted > most)
    parts.report({
      code: 'LS676',
      path: 'heap',
      message: `a heap of ${heap} is more than ${most === LARGEST ? '31Gi, the limit for compressed pointers' : `half of the container's ${limit}, and Lucene needs the rest for its files`}`,
      fix: `Set it to ${quantityWithin(most)} or less${most === LARGEST ? '' : `, or raise resources.limits.memory to ${quantityOf(wanted / MOST)}`}.`,
    });
  const size = `${Math.floor(wanted / MEBIBYTE)}m`;
  return [{ name: 'ES_JAVA_OPTS', value: `-Xms${size} -Xmx${size}` }];
}
