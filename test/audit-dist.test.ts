import { lockstep } from '../src/cli/terminal.test-support';
import { join } from 'node:path';

test('the audit finds nothing in what Lockstep writes of the five systems', async () => {
  const { out, code } = await lockstep(['audit', 'dist', '--format', 'json'], join(__dirname, '..'));
  const { findings, objects } = JSON.parse(out) as { readonly findings: readonly object[]; readonly objects: number };
  expect(findings).toEqual([]);
  expect(objects).toBeGreaterThan(1900);
  expect(code).toBe(0);
});
