/** Who reads which key of a secret, and where. */
import type { Derived } from '../../model/derived';
import type { SealedKey } from './sealed';
import { Presence } from '../../model/presence';
import type { EnvironmentNames } from '../../model/varying';

/** What a reader needs of a Secret besides its keys. */
export interface SecretNeeds {
  /** Labels of the Secret, such as those by which an operator watches it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Where the reader exists. Default: everywhere. */
  readonly presence?: Presence | undefined;
  /** Name of the role that its keys `username` and `password` log in to a database as. Default: it is not such a login. */
  readonly login?: string | undefined;
}

interface Reader {
  readonly key: string;
  readonly name: string;
  readonly presence: Presence | undefined;
}

/** Where constructs declare which secrets they read. */
export interface SecretUses {
  /**
   * Declares that a key is read.
   * @param readBy the object that reads it: `Deployment/api`
   * @param type of the Secret; the API server demands certain keys of certain types. Default: Opaque
   * @param needs what else the reader asks of the Secret
   */
  use(key: SealedKey, readBy: string, type?: string, needs?: SecretNeeds): void;
  /** Changes when one of the values changes; not when it is sealed again. */
  checksum(keys: readonly SealedKey[]): Derived;
}

/** One secret and everything that its readers ask of it. */
export class UsedSecret {
  type = 'Opaque';
  login: string | undefined;
  readonly labels: Record<string, string> = {};
  /** Where its readers exist, with the reason; `undefined` once one of them exists everywhere. */
  presence: Presence | undefined;
  private readonly all: Reader[] = [];

  constructor(readonly name: string) {}

  add(reader: Reader, { labels, login }: SecretNeeds): void {
    this.login ??= login;
    Object.assign(this.labels, labels);
    this.presence = this.all.length === 0 ? reader.presence : either(this.presence, reader.presence);
    this.all.push(reader);
  }

  /** Sorted. */
  get keys(): readonly string[] {
    return [...new Set(this.all.map(({ key }) => key))].sort();
  }

  /** Names of the readers of a key, in the environment of an index or in any. */
  readers(key: string, index?: number): readonly string[] {
    const there = this.all.filter(
      (reader) => reader.key === key && (index === undefined || reader.presence?.present[index] !== false),
    );
    return [...new Set(there.map(({ name }) => name))].sort();
  }
}

/** Where one of two readers exists. */
function either(a: Presence | undefined, b: Presence | undefined): Presence | undefined {
  if (a === undefined || b === undefined) return undefined;
  return new Presence(
    a.set,
    a.present.map((there, index) => there || b.present[index] === true),
    [...new Set([a, b].flatMap(({ reason }) => reason.split('; ')))].join('; '),
  );
}

/** Where something exists both for its readers and by its source; `'nowhere'` when the two never meet. */
export function within(
  readers: Presence | undefined,
  set: EnvironmentNames,
  source: readonly boolean[],
  reason: string,
): Presence | undefined | 'nowhere' {
  if (!source.includes(false)) return readers;
  const present = source.map((there, index) => there && readers?.present[index] !== false);
  if (!present.includes(true)) return 'nowhere';
  return new Presence(set, present, readers === undefined ? reason : `${readers.reason}; ${reason}`);
}
