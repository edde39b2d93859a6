/** When a CronTask runs: the notations of its props, each with the reason when one does not fit. */
import type { Code } from '../../model/codes';
import { cronProblem } from '../../model/cron';
import { nearest } from '../../model/nearest';
import type { At, Shape } from '../../model/shape';
import { duration, seconds } from '../../model/syntax';
import { isTimeZone, timeZones } from '../../model/time-zone';

/** Five fields as Kubernetes reads them, or a descriptor such as `@daily`. A day that no month has is refused. */
export const scheduleShape: Shape<string> = (value, at) => {
  const wrong = typeof value === 'string' ? cronProblem(value) : 'it is not text';
  if (wrong === undefined) return;
  refuse(
    at,
    'LS662',
    `${shown(value)} is not a valid schedule: ${wrong}`,
    'Use the form `minute hour day-of-month month day-of-week`, such as "30 2 * * *" for every night at 02:30.',
  );
};

export const timeZoneShape: Shape<string> = (value, at) => {
  if (typeof value === 'string' && isTimeZone(value)) return;
  const near = typeof value === 'string' ? nearest(value, timeZones()) : undefined;
  const fix = `${near === undefined ? '' : `Did you mean "${near}"? `}Use an IANA time zone name, such as "Etc/UTC" or "Europe/Bucharest".`;
  refuse(at, 'LS662', `${shown(value)} is not a valid time zone`, fix);
};

/** A duration that must not be shorter. @param why what would come of a shorter one */
export function atLeast(least: number, why: string): Shape<string> {
  return (value, at) => {
    const given = typeof value === 'string' ? seconds(value) : undefined;
    if (given === undefined) duration(value, at);
    else if (given < least)
      refuse(at, 'LS123', `${shown(value)} is too short: ${why}`, `Set it to at least ${least}s.`);
  };
}

function refuse(at: At, code: Code, message: string, fix: string): void {
  at.report({
    code,
    path: at.path,
    ...(at.environment !== undefined && { environments: [at.environment] }),
    message,
    fix,
  });
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
