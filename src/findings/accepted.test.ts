import { withoutAccepted } from './accepted';
import type { Finding } from '../model/finding';

const finding = (construct: string, environments?: readonly string[]): Finding => ({
  code: 'LS032',
  construct,
  message: 'far',
  fix: 'nearer',
  ...(environments && { environments }),
});
const acceptance = (construct: string, ...environments: string[]) => ({
  construct,
  what: 'LS032',
  paths: [],
  in: environments,
  reason: 'as it was asked for',
});
const settle = (findings: readonly Finding[], ...deviations: ReturnType<typeof acceptance>[]) =>
  withoutAccepted(findings, deviations, ['dev', 'prod']);

it('drops a finding that is accepted wherever it holds', () => {
  expect(settle([finding('shop/api/Deployment')], acceptance('shop/api', 'dev', 'prod'))).toEqual([]);
  expect(settle([finding('shop/api/Deployment', ['prod'])], acceptance('shop/api', 'prod'))).toEqual([]);
});

it('keeps it where nobody accepts it', () => {
  expect(settle([finding('shop/api/Deployment')], acceptance('shop/api', 'prod'))).toEqual([
    finding('shop/api/Deployment', ['dev']),
  ]);
});

it('reports an acceptance of nothing, by environment', () => {
  expect(settle([finding('shop/api/Deployment', ['prod'])], acceptance('shop/api', 'dev', 'prod'))).toEqual([
    expect.objectContaining({
      code: 'LS204',
      construct: 'shop/api',
      environments: ['dev'],
      message: expect.stringContaining('rule LS032') as string,
    }),
  ]);
});

it('reaches neither other constructs nor other rules', () => {
  const others = [finding('shop/api-old/Deployment'), { ...finding('shop/api/Deployment'), code: 'LS031' } as Finding];
  const left = settle(others, acceptance('shop/api', 'prod'));
  expect(left.slice(0, 2)).toEqual(others);
  expect(left.slice(2).map(({ code }) => code)).toEqual(['LS204']);
});
