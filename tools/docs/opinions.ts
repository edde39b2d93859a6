/** Writes `docs/opinions.md` from the table of opinions; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDITIONS, WAIVABLE } from '../../src/pattern/platform/opinions';
import { WAVES } from '../../src/pattern/engine/tiers';

const FILE = join(__dirname, '..', '..', 'docs', 'opinions.md');

function page(): string {
  const editions = Object.entries(EDITIONS).map(([edition, opinions]) => {
    const rows = Object.entries(opinions).map(([name, { value, why }]) => `| \`${name}\` | \`${String(value)}\` | ${why} |`);
    return `## Edition ${edition}\n\n| opinion | value | why |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const waivable = Object.entries(WAIVABLE).map(([name, why]) => `| \`${name}\` | ${why} |`);
  const waves = Object.entries(WAVES).map(([tier, wave]) => `| ${tier} | ${wave} |`);
  return [
    '# Opinions of the pattern\n\nGenerated from `src/pattern/platform/opinions.ts` by `npx tsx tools/docs/opinions.ts`. A platform pins its edition. Where a different value can make sense, a prop of the construct overrides it.\n',
    ...editions,
    `## What a deviation can waive\n\n\`deviate(api, { opinion: '…', in: ['prod'], reason: '…' })\`\n\n| opinion | ` +
      `what it guards against |\n|---|---|\n${waivable.join('\n')}\n`,
    `## Order\n\nArgo CD sync waves, by tier.\n\n| tier | wave |\n|---|---|\n${waves.join('\n')}\n`,
  ].join('\n');
}

const wanted = page();
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== wanted) {
    process.stderr.write('docs/opinions.md does not match the source; run: npx tsx tools/docs/opinions.ts\n');
    process.exitCode = 1;
  }
} else writeFileSync(FILE, wanted);
