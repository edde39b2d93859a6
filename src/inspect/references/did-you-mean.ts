/** Which pods a selector means that matches none. */
import { nearest } from '../../model/nearest';
import { phrase, SILENCE, type Phrase } from '../../model/phrase';
import { describe, type Selector } from '../catalog/selector';
import type { Pods } from '../catalog/entries';

/** How many labels say enough of pods that carry none of the keys. */
const FEW = 2;

/**
 * ``Did you mean `app=api`? `` with a space behind it, or nothing.
 * @param name of the object that selects; a workload of the same name is meant
 * @param pods of its namespace
 */
export function suggestPods(name: string, { labels }: Selector, pods: readonly Pods[]): Phrase {
  const lasting = pods.filter(({ ends }) => !ends);
  const own = lasting.find(({ from }) => from.name === name) ?? misspelt(labels, lasting);
  if (own === undefined) return SILENCE;
  const common = labels.flatMap(([key]) =>
    typeof own.labels[key] !== 'string' ? [] : [[key, own.labels[key]] as const],
  );
  const carried = common.length > 0 ? common : Object.entries(own.labels).slice(0, FEW);
  return carried.length === 0
    ? SILENCE
    : phrase`Did you mean \`${{ meant: describe({ labels: carried, expressions: [] }) }}\`? `;
}

/** Pods that carry all of it but for one value, which is spelt nearly like theirs. */
function misspelt(labels: Selector['labels'], pods: readonly Pods[]): Pods | undefined {
  return pods.find((own) => {
    const others = labels.filter(([key, value]) => own.labels[key] !== value);
    const [key = '', value = ''] = others[0] ?? [];
    const carried: unknown = own.labels[key];
    return others.length === 1 && typeof carried === 'string' && nearest(value, [carried]) !== undefined;
  });
}
