/** Backup of a store that Lockstep does not know: a command that dumps it, and one that looks at a dump. */
import type { Normal } from '../../model/fields';
import { addQuantities, formatQuantity, parseQuantity } from '../../model/quantity';
import { fixed, instance, list, object, record, required, whole, type Shape } from '../../model/shape';
import { anyText, envVarName } from '../../model/syntax';
import { absent, combine } from '../../model/varying';
import { located } from '../backup/object-storage';
import { storeBackupShapes, type BackupMethod, type StoreBackup } from '../backup/backup';
import type { Step } from '../backup/steps';
import type { Endpoint } from '../connections';
import type { Identity } from '../identity';
import { SealedKey } from '../sealed';
import { envValueShape, joinVariables, type EnvValue } from '../variables';
import type { StoreVolume } from './volumes';

/** One command of a backup; no shell is involved. Its files lie in `/backup`. */
export interface BackupCommand {
  readonly command: readonly string[];
  /** Image, by its name in `images.lock.yaml`. Default: `tools` of the backup, else that of the store. */
  readonly image?: string;
  readonly env?: Record<string, EnvValue>;
  readonly secrets?: Record<string, SealedKey>;
}

export interface CommandBackup extends StoreBackup {
  /** Writes the backup into `/backup`: `['store-dump', '--host=store', '--out=/backup/store.dump']`. */
  readonly dump: BackupCommand;
  /** Reads the newest backup in `/backup`, and fails when it is of no use; `/restore` is there for what it needs. */
  readonly verify: BackupCommand;
}

const commandShape = object<BackupCommand>({
  command: required(list(anyText, { atLeast: 1 })),
  image: fixed(anyText),
  env: record(whole(envValueShape), envVarName),
  secrets: record(whole(instance('a sealed key', (value) => value instanceof SealedKey)), envVarName),
});

export const commandBackupShape: Shape = located(
  object<CommandBackup>({ ...storeBackupShapes, dump: required(commandShape), verify: required(commandShape) }),
);

export function commandBackup(
  store: Identity,
  given: Normal<CommandBackup>,
  image: string,
  endpoint: Endpoint,
  volumes: Normal<Readonly<Record<string, StoreVolume>>>,
): BackupMethod {
  const tools = (given.tools as string | undefined) ?? image;
  const step = (name: 'dump' | 'verify'): Step => {
    const { command, image: own, env, secrets } = given[name];
    const all = command as readonly unknown[];
    const word = (at: number) =>
      combine(
        Object.fromEntries(all.entries()),
        (own) => Object.values(own).filter((one) => one !== undefined)[at] ?? absent,
      );
    const variables = joinVariables(store.construct, {
      [`backup.${name}.env`]: env,
      [`backup.${name}.secrets`]: secrets,
    });
    return {
      name,
      image: (own as string | undefined) ?? tools,
      command: [word(0)],
      args: all.slice(1).map((_, at) => word(at + 1)),
      variables,
      ...(given.resources !== undefined && { resources: given.resources }),
    };
  };
  const sizes = Object.values(volumes).map(({ size }) => size);
  return {
    dump: [step('dump')],
    check: [step('verify')],
    calls: [endpoint],
    volume: { size: sumOf(sizes), class: Object.values(volumes)[0]?.class },
  };
}

function sumOf(sizes: readonly unknown[]): unknown {
  return combine(Object.fromEntries(sizes.entries()), (own) => {
    const parsed = Object.values(own)
      .map((size) => parseQuantity(String(size)))
      .filter((size) => size !== undefined);
    return formatQuantity(parsed.reduce(addQuantities, parseQuantity('0')!));
  });
}
