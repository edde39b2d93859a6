/** What a database in production must have, unless a deviation gives a reason. */
import type { Subject } from '../../engine/build';

/** @param backup whether there is one */
export function demandSafety({ parts, name }: Subject, instances: number, backup: boolean): void {
  parts.inProduction(({ environment, waived, waive }) => {
    if (instances !== 1 || waived('single-instance')) return undefined;
    return {
      code: 'LS690',
      path: 'instances',
      message: `${name} runs 1 instance in ${environment}, so there is no failover when its node is lost`,
      fix: `Use at least 2 instances, or document why one is enough: ${waive('single-instance')}.`,
    };
  });
  parts.inProduction(({ environment, waived, waive }) => {
    if (backup || waived('no-backup')) return undefined;
    return {
      code: 'LS675',
      path: 'backup',
      message: `${name} has no backup in ${environment}, so data lost with its volume cannot be recovered`,
      fix: `Set backup: { destination: 's3://…', credentials: … }, or document why none is needed: ${waive('no-backup')}.`,
    };
  });
}
