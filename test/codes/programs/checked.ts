import type { ProgramExample } from '../program-example';

const until = (
  day: string,
): string => `const api = new WebService(shop, 'api', { image: 'api', port: 3000, replicas: 1 });
deviate(api, { opinion: 'single-replica', in: ['prod'], reason: 'sessions are kept in memory', until: '${day}' });`;
const rotation = (age: string): string => `// the key was sealed on 2026-01-01
const shop = new Platform(app, 'shop', { ...defaults, rotation: { default: '${age}' } });
new WebService(shop, 'api', { image: 'api', port: 3000, secrets: { JWT_KEY: sealed('jwt', 'key') } });`;
const TODAY = '2026-11-20';

/** Codes that `lockstep check` reports on a certain day, and misuse that ends the program. */
export const CHECKED_PROGRAMS = {
  LS104: {
    bad: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: vary({ dev: 1 }) });`,
    good: `new WebService(shop, 'api', { image: 'api', port: 3000, replicas: vary({ dev: 1, prod: 3 }) });`,
  },
  LS563: { bad: rotation('90d'), good: rotation('365d'), checkedOn: TODAY },
  LS564: { bad: rotation('330d'), good: rotation('365d'), checkedOn: TODAY },
  LS565: {
    bad: rotation('365d').replace(
      '// the key was sealed on 2026-01-01',
      '// the key was sealed by kubeseal, without a date',
    ),
    good: rotation('365d').replace('// the', '// `lockstep seal` records that the'),
    checkedOn: TODAY,
  },
  LS820: { bad: until('2026-06-30'), good: until('2027-06-30'), checkedOn: TODAY },
  LS821: { bad: until('2026-12-01'), good: until('2027-06-30'), checkedOn: TODAY },
} as const satisfies Record<string, ProgramExample>;
