/** Counts by kind, and what was missed by kind and place. */
import type { Finding } from '../../src/model/finding';
import type { Mutation } from './mutate';

interface Row {
  count: number;
  check: number;
  audit: number;
  decidable: number;
  /** Of those that can be decided. */
  noticed: number;
}

const NOTHING = (): Row => ({ count: 0, check: 0, audit: 0, decidable: 0, noticed: 0 });

export class Tally {
  private readonly rows = new Map<string, Row>();
  private readonly missed = new Map<string, { count: number; sample: Mutation }>();
  private readonly reasons = new Map<string, number>();

  add(mutation: Mutation, check: boolean, audit: readonly Finding[]): void {
    const noticed = audit.length > 0;
    const decidable = mutation.undecidable === undefined;
    for (const name of [mutation.kind, TOTAL]) {
      const row = this.rows.get(name) ?? NOTHING();
      this.rows.set(name, row);
      row.count++;
      if (check) row.check++;
      if (noticed) row.audit++;
      if (decidable) row.decidable++;
      if (decidable && noticed) row.noticed++;
    }
    if (noticed) return;
    if (!decidable) this.reasons.set(mutation.undecidable, (this.reasons.get(mutation.undecidable) ?? 0) + 1);
    const key = `${decidable ? '' : '(undecidable) '}${mutation.kind} · ${mutation.object.kind} ${placeOf(mutation)}`;
    const there = this.missed.get(key);
    if (there === undefined) this.missed.set(key, { count: 1, sample: mutation });
    else there.count++;
  }

  get missedByCheck(): number {
    const { count, check } = this.rows.get(TOTAL) ?? NOTHING();
    return count - check;
  }

  table(): string {
    const names = [...this.rows.keys()].sort((a, b) => Number(a === TOTAL) - Number(b === TOTAL) || (a < b ? -1 : 1));
    const lines = names.map((name) => {
      const { count, check, audit, decidable, noticed } = this.rows.get(name)!;
      return [
        name,
        String(count),
        String(check),
        String(audit),
        share(audit, count),
        String(decidable),
        share(noticed, decidable),
      ];
    });
    const head = ['kind of mutation', 'number', 'check', 'audit', 'share', 'decidable', 'audit of these'];
    const table = [head, ...lines]
      .map((cells) =>
        cells.map((cell, column) => (column === 0 ? cell.padEnd(46) : cell.padStart(column === 6 ? 15 : 10))).join(''),
      )
      .join('\n');
    const reasons = [...this.reasons]
      .sort((a, b) => b[1] - a[1])
      .map(([reason, count]) => `${String(count).padStart(6)}  ${reason}`);
    return `${table}\n\nnot noticed by audit, and not decidable from the files, because it is\n${reasons.join('\n')}\n`;
  }

  /** Most frequent first, what can be decided before what cannot. */
  misses(): string {
    const rank = (key: string) => Number(key.startsWith('(')) * 1e6;
    return [...this.missed]
      .sort(([a, one], [b, other]) => rank(a) - rank(b) || other.count - one.count || (a < b ? -1 : 1))
      .map(
        ([key, { count, sample }]) => `${String(count).padStart(4)} ${key}: ${sample.what} (${sample.object.path})\n`,
      )
      .join('');
  }
}

const TOTAL = 'all';

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`;
}

/** The trail with `*` for elements of lists. */
function placeOf({ trail }: Mutation): string {
  return trail.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}
