import fc from 'fast-check';
import { cronProblem, longestInterval, shortestInterval } from './cron';
import { isTimeZone } from './time-zone';

describe('cron', () => {
  it.each([
    '* * * * *',
    '*/15 0-6,22-23 1,15 jan-mar MON-FRI',
    '0 3 29 2 ?',
    '0 3 31 2 1',
    '5/10 * * * *',
    '@daily',
    '@every 1h30m',
  ])('accepts %s', (written) => {
    expect(cronProblem(written)).toBeUndefined();
  });

  it.each([
    ['0 3 * *', 'it has 4 fields instead of 5'],
    ['0 0 3 * * *', 'it has 6 fields instead of 5'],
    ['60 * * * *', '`60` is not a valid minute (0-59)'],
    ['0 24 * * *', '`24` is not a valid hour (0-23)'],
    ['0 0 0 * *', '`0` is not a valid day of month (1-31)'],
    ['0 0 * 13 *', '`13` is not a valid month (1-12)'],
    ['0 0 * * 7', '`7` is not a valid day of week (0-6)'],
    ['0 0 L * *', '`L` is not a valid day of month (1-31)'],
    ['*/0 * * * *', '`*/0` has a step of 0'],
    ['30-10 * * * *', '`30-10` is a descending range'],
    ['*-5 * * * *', '`*-5` is not a valid minute'],
    ['0 0 31 4,6 *', 'day 31 does not exist in Apr, Jun, so it never runs'],
    ['0 0 30 2 *', 'day 30 does not exist in Feb, so it never runs'],
    ['@fortnightly', '`@fortnightly` is not a known descriptor'],
    ['TZ=UTC 0 0 * * *', 'the time zone belongs in a separate field'],
  ])('refuses %s', (written, problem) => {
    expect(cronProblem(written)).toBe(problem);
  });
});

describe('the shortest interval', () => {
  it.each([
    ['* * * * *', 60],
    ['*/15 * * * *', 900],
    ['50/20 * * * *', 3600],
    ['0 3 * * *', 86_400],
    ['0 22,23,2 * * *', 3600],
    ['30 3 1 * *', 86_400],
    ['@daily', undefined],
  ])('of %s', (written, wanted) => {
    expect(shortestInterval(written)).toBe(wanted);
  });

  it('is that of two runs a day, across midnight as well', () => {
    const minute = fc.integer({ min: 0, max: 59 });
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(minute, hour, hour, (at, one, two) => {
        fc.pre(one !== two);
        const apart = Math.abs(one - two);
        expect(shortestInterval(`${at} ${one},${two} * * *`)).toBe(Math.min(apart, 24 - apart) * 3600);
      }),
    );
  });
});

test.each([
  ['Etc/UTC', true],
  ['Europe/Bucharest', true],
  ['Europe/Bucarest', false],
  ['Local', false],
  ['+02:00', false],
])('time zone %s', (name, valid) => {
  expect(isTimeZone(name)).toBe(valid);
});

describe('the longest interval', () => {
  const HOUR = 3600;
  it.each([
    ['0 * * * *', HOUR],
    ['*/15 * * * *', HOUR / 4],
    ['0 3 * * *', 24 * HOUR],
    ['0 8,10 * * *', 22 * HOUR],
    ['0 */6 * * *', 6 * HOUR],
    ['0 0 * * 1-5', 72 * HOUR],
    ['30 3 * * 0', 168 * HOUR],
    ['0 4 1 * *', 31 * 24 * HOUR],
    ['0 0 1,15 * *', 17 * 24 * HOUR],
    ['0 0 1 * 1', 7 * 24 * HOUR],
    ['0 0 29 2 *', (4 * 365 + 1) * 24 * HOUR],
    ['@daily', 24 * HOUR],
    ['@weekly', 168 * HOUR],
    ['@every 90m', undefined],
  ])('of %s', (written, interval) => {
    expect(longestInterval(written)).toBe(interval);
  });
});
