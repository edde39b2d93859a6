import { quantityOf } from '../../../model/quantity';
import { programBytes, memoryText } from '../program-memory';
import { settingsText } from '../stores';
import { api, get, type Rule } from '../rule';

/** Settings that name an amount of memory, with the share of the container that they may be at most. */
const SETTINGS: readonly {
  readonly pattern: RegExp;
  readonly what: string;
  readonly unit?: number;
  readonly most: number;
  readonly images?: readonly string[];
}[] = [
  { pattern: /-Xmx(\d+[kmgt]?)\b/i, what: 'the heap (`-Xmx`)', most: 0.9 },
  {
    pattern: /--?max[-_]old[-_]space[-_]size[= ](\d+)/,
    what: 'the heap (`--max-old-space-size`)',
    unit: 1024 ** 2,
    most: 0.95,
  },
  { pattern: /--maxmemory[= ](\d+[kmgt]?b?)\b/i, what: '`maxmemory`', most: 0.95 },
  { pattern: /GOMEMLIMIT=(\d+(?:[KMGT]i)?B)/, what: '`GOMEMLIMIT`', most: 1 },
  { pattern: /--wiredTigerCacheSizeGB[= ](\d+(?:\.\d+)?)/, what: 'the WiredTiger cache', unit: 1024 ** 3, most: 0.8 },
  { pattern: /shared_buffers\s*=\s*'?(\d+[kmgt]?b)/i, what: '`shared_buffers`', most: 0.75 },
  { pattern: /--innodb[-_]buffer[-_]pool[-_]size[= ](\d+[kmgt]?)/i, what: 'the InnoDB buffer pool', most: 0.85 },
];

export const memoryAboveLimit: Rule = {
  code: 'LS063',
  bad: api('command: [java, -Xmx2g, -jar, api.jar], resources: {limits: {memory: 1Gi}}'),
  good: api('command: [java, -Xmx2g, -jar, api.jar], resources: {limits: {memory: 3Gi}}'),
  on: 'container',
  judge({ container, name }, say) {
    const written = get(container, 'resources', 'limits', 'memory');
    const limit = written === undefined ? undefined : quantityOf(String(written as string))?.nanos;
    if (limit === undefined) return;
    const available = Number(limit / 1_000_000_000n);
    const said = settingsText(container);
    for (const { pattern, what, unit, most } of SETTINGS) {
      const amount = pattern.exec(said)?.[1];
      const wanted = amount === undefined ? undefined : programBytes(amount, unit);
      if (wanted === undefined || wanted <= available * most) continue;
      say(['resources', 'limits', 'memory'])`
        ${{ what: what[0]!.toUpperCase() + what.slice(1) }} of container \`${{ name }}\` can grow to ${{ wanted: memoryText(wanted) }}, but the container is OOM-killed at ${{ available: memoryText(available) }}, under the highest load.
        Lower it to at most ${{ available: memoryText(available * most) }}, or raise the limit to at least ${{ wanted: memoryText(wanted / most) }}.`;
    }
  },
};
