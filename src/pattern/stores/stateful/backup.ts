/** Backup of a store that Lockstep does not know: a command that dumps it, and one that looks at a dump. */
import { addQuantities, formatQuantity, parseQuantity } from '../../../model/quantity';
import { fixed, list, object, record, required, type PropsOf } from '../../../model/shape';
import { anyText, envVarName } from '../../../model/syntax';
import { located } from '../backup/object-storage';
import { storeBackupShapes, type BackupMethod } from '../backup/backup';
import type { Step } from '../backup/steps';
import type { Subject } from '../../engine/build';
import { sealedKeyShape } from '../../secrets/sealed';
import { envValueShape } from '../../workload/env-value';
import type { Target } from '../../workload/account';
import { joinVariables } from '../../workload/variables';
import type { StoreVolumes } from './volumes';

/** One command of a backup; no shell is involved. Its files are in `/backup`. */
export interface BackupCommand extends PropsOf<typeof backupCommandProps> {}
const backupCommandProps = {
  command: required(list(anyText, { atLeast: 1 })),
  /** Image, by its name in `images.lock.yaml`. Default: `tools` of the backup, otherwise that of the store. */
  image: fixed(anyText),
  env: record(envValueShape, envVarName),
  secrets: record(sealedKeyShape, envVarName),
};

const commandShape = object<BackupCommand>(backupCommandProps);

export interface CommandBackup extends PropsOf<typeof commandBackupProps> {}
const commandBackupProps = {
  ...storeBackupShapes,
  /** Writes the backup into `/backup`: `['store-dump', '--host=store', '--out=/backup/store.dump']`. */
  dump: required(commandShape),
  /** Reads the newest backup in `/backup`, and fails if it is unusable; `/restore` is scratch space. */
  verify: required(commandShape),
};

export const commandBackupShape = located(object<CommandBackup>(commandBackupProps));

export function commandBackup(
  { parts }: Subject,
  given: CommandBackup,
  image: string,
  endpoint: Target,
  volumes: StoreVolumes,
): BackupMethod {
  const { tools = image, resources } = given;
  const step = (name: 'dump' | 'verify'): Step => {
    const { command, image: own = tools, env, secrets } = given[name];
    const variables = joinVariables(parts, { [`backup.${name}.env`]: env, [`backup.${name}.secrets`]: secrets });
    return {
      name,
      image: own,
      command: command.slice(0, 1),
      args: command.slice(1),
      variables,
      ...(resources !== undefined && { resources }),
    };
  };
  const [first] = Object.values(volumes);
  return {
    dump: [step('dump')],
    check: [step('verify')],
    calls: [endpoint],
    volume: { size: sumOf(Object.values(volumes).map(({ size }) => size)), class: first?.class },
  };
}

function sumOf(sizes: readonly string[]): string {
  const parsed = sizes.map(parseQuantity).filter((size) => size !== undefined);
  return formatQuantity(parsed.reduce(addQuantities, parseQuantity('0')!));
}
