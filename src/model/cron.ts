/** Cron expressions as Kubernetes reads them (robfig/cron v3): names, lists, ranges, steps, `?`, descriptors; no `L`, `W`, `#`. */

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const SECOND: Field = { name: 'second', least: 0, most: 59, names: [] };
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of week', least: 0, most: 6, names: DAYS },
];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DESCRIPTOR = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;

/**
 * @param seconds true where a field for seconds comes first, as in CloudNativePG's ScheduledBackup
 * @returns what is wrong, or `undefined`; an expression for a day that no month has is wrong too
 */
export function cronProblem(written: string, seconds = false): string | undefined {
  if (written.startsWith('@')) return DESCRIPTOR.test(written) ? undefined : `\`${written}\` is not a known descriptor`;
  if (/^(CRON_)?TZ=/.test(written)) return 'the time zone belongs in a separate field';
  const fields = seconds ? [SECOND, ...FIELDS] : FIELDS;
  const parts = written.trim().split(/\s+/);
  if (parts.length !== fields.length) return `it has ${parts.length} fields instead of ${fields.length}`;
  const values: Set<number>[] = [];
  for (const [index, field] of fields.entries()) {
    const result = fieldValues(parts[index]!, field);
    if (typeof result === 'string') return result;
    values.push(result);
  }
  return calendarProblem(values.at(-3)!, values.at(-2)!, parts.at(-1)!);
}

/** Day of month and day of week are alternatives when both are restricted, so only an open day of week can make it never. */
function calendarProblem(days: ReadonlySet<number>, months: ReadonlySet<number>, weekday: string): string | undefined {
  // A step above one makes a star a restriction (robfig/cron v3, which runs CronJobs).
  if (!/^[*?](\/1)?$/.test(weekday)) return undefined;
  const first = Math.min(...days);
  if ([...months].some((month) => first <= LONGEST_MONTH[month - 1]!)) return undefined;
  return (
    `day ${first} does not exist in ` +
    `${[...months].map((month) => MONTHS[month - 1]!.replace(/^./, (letter) => letter.toUpperCase())).join(', ')}, so ` +
    `it never runs`
  );
}

function fieldValues(written: string, field: Field): Set<number> | string {
  const values = new Set<number>();
  for (const part of written.split(',')) {
    const match = /^([*?]|[^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(part);
    if (match === null) return `\`${part}\` is not a valid ${field.name}`;
    const [, from = '', to, step] = match;
    const open = from === '*' || from === '?';
    if (open && to !== undefined) return `\`${part}\` is not a valid ${field.name}`;
    const first = open ? field.least : valueOf(from, field);
    const last =
      open || (to === undefined && step !== undefined) ? field.most : to === undefined ? first : valueOf(to, field);
    if (first === undefined || last === undefined)
      return `\`${part}\` is not a valid ${field.name} (${field.least}-${field.most})`;
    if (first > last) return `\`${part}\` is a descending range`;
    if (step === '0') return `\`${part}\` has a step of 0`;
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

function valueOf(written: string, field: Field): number | undefined {
  const named = field.names.indexOf(written.toLowerCase());
  if (named >= 0) return named + field.least;
  if (!/^\d+$/.test(written)) return undefined;
  const value = Number(written);
  return value < field.least || value > field.most ? undefined : value;
}

/**
 * The shortest time between two runs on one day or on two days in a row; longer pauses between days are not seen.
 * @param written an expression of five fields, without a problem
 * @returns seconds; `undefined` for descriptors such as `@daily`
 */
export function shortestInterval(written: string): number | undefined {
  const [minute = '', hour = '', ...rest] = written.trim().split(/\s+/);
  if (rest.length !== 3) return undefined;
  const [minutes, hours] = [fieldValues(minute, FIELDS[0]!), fieldValues(hour, FIELDS[1]!)];
  if (typeof minutes === 'string' || typeof hours === 'string') return undefined;
  const times = [...hours].flatMap((at) => [...minutes].map((past) => at * 60 + past)).sort((a, b) => a - b);
  const gaps = times.map((time, index) => (times[index + 1] ?? times[0]! + MINUTES_OF_A_DAY) - time);
  return Math.min(...gaps) * 60;
}

const MINUTES_OF_A_DAY = 24 * 60;
const DAY = MINUTES_OF_A_DAY * 60;

const DESCRIBED: Readonly<Record<string, number>> = {
  '@hourly': 3600,
  '@daily': DAY,
  '@midnight': DAY,
  '@weekly': 7 * DAY,
  '@monthly': 31 * DAY,
  '@yearly': 366 * DAY,
  '@annually': 366 * DAY,
};

/**
 * The longest time between two runs.
 * @param written an expression of five fields or a descriptor, without a problem
 * @returns seconds; `undefined` for `@every`, whose fractions of a second nobody needs
 */
export function longestInterval(written: string): number | undefined {
  if (written.startsWith('@')) return DESCRIBED[written];
  const [minute = '', hour = '', ofMonth = '', month = '', ofWeek = ''] = written.trim().split(/\s+/);
  const sets = [minute, hour, ofMonth, month, ofWeek].map((part, index) => fieldValues(part, FIELDS[index]!));
  if (sets.some((set) => typeof set === 'string')) return undefined;
  const [minutes, hours, days, months, weekdays] = sets as Set<number>[];
  const times = [...hours!].flatMap((at) => [...minutes!].map((past) => at * 60 + past)).sort((a, b) => a - b);
  // Both restricted, a day of either runs; a star restricts nothing (robfig/cron v3).
  const open = (part: string) => /^[*?](\/1)?$/.test(part);
  const either = !open(ofMonth) && !open(ofWeek);
  const runsOn = (date: number, weekday: number) =>
    either ? days!.has(date) || weekdays!.has(weekday) : days!.has(date) && weekdays!.has(weekday);
  const [first, last] = [times[0]!, times.at(-1)!];
  let longest = 0;
  let before: number | undefined;
  // 28 years are all calendars there are; the year 2000 begins them, on a Saturday.
  let day = 0;
  for (let month = 0; month < 28 * 12; month++) {
    const inLeapYear = month % 48 < 12;
    const length = month % 12 === 1 && !inLeapYear ? 28 : LONGEST_MONTH[month % 12]!;
    if (months!.has((month % 12) + 1)) {
      for (let date = 1; date <= length; date++) {
        if (!runsOn(date, (day + date + 5) % 7)) continue;
        const at = (day + date) * MINUTES_OF_A_DAY;
        if (before !== undefined) longest = Math.max(longest, at + first - before);
        before = at + last;
      }
    }
    day += length;
  }
  times.slice(1).forEach((time, index) => {
    longest = Math.max(longest, time - times[index]!);
  });
  return longest * 60;
}
