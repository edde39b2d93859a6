/** The settings of a platform in words and plain values, for the proof. */
import { Expression, Reference } from '../../model/expression';
import { joinText } from '../../model/text';
import { Absent, valueAt } from '../../model/varying';
import type { PlatformScope } from '../scope';
import type { SettledSetting } from './apply';
import type { Way } from './setting';

/** One variable of a service. */
export interface ProvenSetting {
  readonly name: string;
  readonly type: string;
  readonly description: string | undefined;
  readonly secret: boolean;
  readonly way: Way;
  readonly default: string | undefined;
  /** By environment, in their order; `undefined` where it has none. A secret by its key, an address by what it is made of. */
  readonly values: readonly (string | undefined)[];
}

export interface ProvenSettings {
  readonly service: string;
  readonly image: string;
  readonly variables: readonly ProvenSetting[];
}

export function settingsOf({ settings, environments }: PlatformScope): readonly ProvenSettings[] {
  return settings.map(({ service, image, presence, settings: own }) => ({
    service,
    image,
    variables: own.map((setting) =>
      proven(
        setting,
        environments.names.map((_, index) => presence?.present[index] !== false),
      ),
    ),
  }));
}

function proven({ name, rule, value }: SettledSetting, there: readonly boolean[]): ProvenSetting {
  return {
    name,
    type: rule.type,
    description: rule.description,
    secret: rule.secret,
    way: rule.way,
    default: rule.default === undefined ? undefined : String(rule.default as string | number | boolean),
    values: there.map((exists, index) => (exists ? inWords(value, index) : undefined)),
  };
}

function inWords(value: unknown, index: number): string | undefined {
  const own = valueAt(value, index);
  if (own === undefined || own instanceof Absent) return undefined;
  if (own instanceof Expression) {
    const parts = own.parts.map((part) =>
      part instanceof Reference ? (part.describe().startsWith('key ') ? `<${part.describe()}>` : '') : part,
    );
    return inWords(joinText(parts), index);
  }
  if (own instanceof Reference) return `<${own.describe()}>`;
  return String(own as string | number | boolean);
}
