/** The heap of a node, and that its container has room for it (Elasticsearch, "JVM heap size"). */
import { report } from '../../model/declarations';
import { text, type Shape } from '../../model/shape';
import { absent, combine } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';
import { bytesOf } from '../../model/quantity';
import { quantityOf } from '../postgres/size';

const MEBIBYTE = 1024 ** 2;
/** Lucene reads its files through the cache of the kernel, which is in the same limit. */
const MOST = 0.5;
/** Above it pointers are no longer compressed: a larger heap holds less. */
const LARGEST = 31 * 1024 * MEBIBYTE;

export const heapShape: Shape = text('a quantity of whole Mi or Gi', '2Gi', (value) => /^[1-9]\d*(Mi|Gi)$/.test(value));

/** `ES_JAVA_OPTS` where a heap is given; a node sizes its heap from the memory of its container otherwise. */
export function heapOptions(store: Identity, heap: unknown, limit: unknown): unknown {
  inEachEnvironment(store, { heap, limit }, (own, where) => {
    const [wanted, there] = [bytesOf(own.heap), bytesOf(own.limit) ?? 0];
    const most = Math.min(there * MOST, LARGEST);
    if (own.heap === undefined || wanted === undefined || wanted <= most) return;
    report(store.construct, {
      code: 'LS676',
      path: 'heap',
      ...where,
      message: `a heap of ${String(own.heap)} is more than ${most === LARGEST ? 'the 31Gi up to which pointers are compressed' : `half of the container's ${String(own.limit)}, and Lucene needs the rest for its files`}`,
      fix: `Give ${quantityOf(Math.floor(most / MEBIBYTE) * MEBIBYTE)} or less${most === LARGEST ? '' : `, or raise resources.limits.memory to ${quantityOf(wanted / MOST)}`}.`,
    });
  });
  return combine({ heap }, (own) => {
    if (own.heap === undefined) return absent;
    const size = `${Math.floor((bytesOf(own.heap) ?? 0) / MEBIBYTE)}m`;
    return { name: 'ES_JAVA_OPTS', value: `-Xms${size} -Xmx${size}` };
  });
}
