/** What a backup promises: how much may be lost (RPO), and how long a restore takes (RTO). */
import { seconds } from '../../../model/syntax';
import type { Parts } from '../../engine/parts';
import type { PostgresParameters } from './parameters';

interface Promised {
  readonly rpo?: string;
  readonly rto?: string;
  readonly drill?: object;
}

/** The objectives of the backup, on the object that people look at when they restore it. */
export function promises(parts: Parts, { rpo, rto, drill }: Promised): Readonly<Record<string, string>> {
  if (rto !== undefined && drill === undefined) {
    parts.report({
      code: 'LS191',
      path: 'backup.rto',
      message: '`rto` promises a maximum restore time, but no restore drill measures it',
      fix: "Add backup: { drill: { schedule: '0 5 1 * *' } }, which restores the backup every month, or omit `rto`.",
    });
  }
  return {
    ...(rpo !== undefined && { 'lockstep.dev/rpo': rpo }),
    ...(rto !== undefined && { 'lockstep.dev/rto': rto }),
  };
}

/** CloudNativePG archives what was written every five minutes, full or not; a promise of less takes that long. */
export function withRpo(parts: Parts, given: PostgresParameters, rpo: string | undefined): PostgresParameters {
  if (rpo === undefined) return given;
  const { archive_timeout: timeout } = given;
  if (timeout !== undefined) {
    const every = seconds(String(timeout).replace(/min$/, 'm')) ?? Number(timeout);
    if (!(every > 0 && every <= (seconds(rpo) ?? 0))) {
      parts.report({
        code: 'LS193',
        path: 'parameters.archive_timeout',
        message: `the RPO is ${rpo}, but WAL is archived ${every > 0 ? `only every ${String(timeout)}` : 'only when a segment is full'}`,
        fix: 'Omit archive_timeout: it is derived from `rpo`.',
      });
    }
  }
  return { ...given, archive_timeout: timeout ?? `${Math.min(seconds(rpo) ?? 300, 300)}s` };
}
