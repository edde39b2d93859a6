/** What a database in production must have, unless somebody says why not. */
import { report } from '../../model/declarations';
import type { Identity } from '../identity';
import { inProduction } from '../per-environment';

/** @param backup where the backup goes; `undefined` where there is none */
export function demandSafety(identity: Identity, instances: unknown, backup: unknown): void {
  const { construct, name } = identity;
  inProduction(identity, ({ environment, at, waived, waive }) => {
    if (at(instances) === 1 && !waived('single-instance')) {
      report(construct, {
        code: 'LS690',
        environments: [environment],
        path: 'instances',
        message: `${name} runs 1 instance in ${environment}, so nothing takes over when its node is lost`,
        fix: `Give 2 or more, or say why one is enough: ${waive('single-instance')}.`,
      });
    }
    if (at(backup) === undefined && !waived('no-backup')) {
      report(construct, {
        code: 'LS675',
        environments: [environment],
        path: 'backup',
        message: `${name} has no backup in ${environment}, so what its volume loses is lost`,
        fix: `Give backup: { destination: 's3://…', credentials: … }, or say why none is needed: ${waive('no-backup')}.`,
      });
    }
  });
}
