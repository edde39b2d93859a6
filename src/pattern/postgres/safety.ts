/** What a database in production must have, unless somebody says why not. */
import { checkAtSynth, isWaived, report } from '../../model/declarations';
import type { Stage } from '../../model/environments';
import { Absent, isVarying, type Varying } from '../../model/varying';
import type { Identity } from '../identity';

/** @param backup where the backup goes; `undefined` where there is none */
export function demandSafety(identity: Identity, instances: unknown, backup: unknown): void {
  const { construct, platform, name, pods } = identity;
  checkAtSynth(construct, () => {
    const { environments } = platform;
    const stages = environments.attribute('stage') as Varying<Stage>;
    environments.names.forEach((environment, index) => {
      if (stages.values[index] !== 'production' || pods.presence?.present[index] === false) return;
      const at = (value: unknown) => (isVarying(value) ? value.values[index] : value);
      const waive = (opinion: string) => `deviate(…, { opinion: '${opinion}', in: ['${environment}'], reason: '…' })`;
      if (at(instances) === 1 && !isWaived(construct, 'single-instance', environment)) {
        report(construct, {
          code: 'LS674',
          environments: [environment],
          path: 'instances',
          message: `${name} runs 1 instance in ${environment}, so nothing takes over when its node is lost`,
          fix: `Give 2 or more, or say why one is enough: ${waive('single-instance')}.`,
        });
      }
      const destination = at(backup);
      if ((destination === undefined || destination instanceof Absent) && !isWaived(construct, 'no-backup', environment)) {
        report(construct, {
          code: 'LS675',
          environments: [environment],
          path: 'backup',
          message: `${name} has no backup in ${environment}, so what its volume loses is lost`,
          fix: `Give backup: { destination: 's3://…', credentials: … }, or say why none is needed: ${waive('no-backup')}.`,
        });
      }
    });
  });
}
