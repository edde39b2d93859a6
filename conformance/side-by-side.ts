/**
 * Does the work for every item, in their order, at most `width` at a time.
 * @throws what the first of them threw, when all that had begun have ended
 */
export async function sideBySide<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, lane));
  for (const { status, ...rest } of ended) if (status === 'rejected') throw (rest as { reason: unknown }).reason;
}
