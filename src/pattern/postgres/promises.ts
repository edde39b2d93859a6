/** What a backup promises: how much may be lost (RPO), and how long a restore takes (RTO). */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { seconds } from '../../model/syntax';
import { derive } from '../../model/varying';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';
import type { PostgresParameters } from './parameters';

interface Promises {
  readonly rpo?: unknown;
  readonly rto?: unknown;
  readonly drill?: unknown;
}

/** What the backup promises, where whoever restores it looks. */
export function promises({ construct }: Identity, { rpo, rto, drill }: Promises): Readonly<Record<string, unknown>> {
  if (rto !== undefined && drill === undefined) {
    const message = 'a restore is promised to take no longer than that, and nobody tries';
    report(construct, {
      code: 'LS191',
      path: 'backup.rto',
      message,
      fix: "Give backup: { drill: { schedule: '0 5 1 * *' } }, which restores every month, or leave `rto` out.",
    });
  }
  return {
    ...(rpo !== undefined && { 'lockstep.dev/rpo': rpo }),
    ...(rto !== undefined && { 'lockstep.dev/rto': rto }),
  };
}

/** CloudNativePG archives what was written every five minutes, full or not; a promise of less takes that long. */
export function withRpo(
  database: Identity,
  parameters: Normal<PostgresParameters>,
  backup: Promises | undefined,
): Normal<PostgresParameters> {
  const rpo = backup?.rpo;
  if (rpo === undefined) return parameters;
  const given = (parameters as Readonly<Record<string, unknown>>).archive_timeout;
  inEachEnvironment(database, { given, rpo }, (own, where) => {
    if (own.given === undefined || own.rpo === undefined) return;
    const every = seconds(String(own.given).replace(/min$/, 'm')) ?? Number(own.given);
    if (every > 0 && every <= (seconds(String(own.rpo)) ?? 0)) return;
    report(database.construct, {
      code: 'LS193',
      path: 'parameters.archive_timeout',
      ...where,
      message: `no more than ${String(own.rpo)} may be lost, and the log is archived ${every > 0 ? `every ${String(own.given)}` : 'when a segment of it is full'}`,
      fix: 'Leave archive_timeout out: it follows from `rpo`.',
    });
  });
  const timeout = derive<unknown, unknown>(rpo, (own) =>
    typeof own === 'string' ? `${Math.min(seconds(own) ?? 300, 300)}s` : own,
  );
  return { ...parameters, archive_timeout: or(given, timeout) } as Normal<PostgresParameters>;
}
