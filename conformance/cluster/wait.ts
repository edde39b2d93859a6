/**
 * Asks until the answer is empty: `probe` says what is still missing, one line each. Throws those lines after
 * `seconds`.
 */
export async function settle(seconds: number, probe: () => Promise<readonly string[]>, pause = 200): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const missing = await probe();
    if (missing.length === 0) return;
    if (Date.now() > end) throw new Error([`not so after ${seconds} s:`, ...missing.slice(0, 40)].join('\n'));
    await sleep(pause);
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
