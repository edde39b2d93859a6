/** The settings of a platform in words and plain values, for the proof. */
import { Expression, Reference, type Part } from '../../model/expression';
import type { PlatformScope } from '../platform/scope';
import type { EnvValue } from '../workload/env-value';
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

export function settingsOf({ settings }: Pick<PlatformScope, 'settings'>): readonly ProvenSettings[] {
  return settings.map(({ service, image, settings: configured }) => {
    const schema = configured.find((own) => own !== undefined) ?? [];
    const variables = schema.map(({ name, rule }, at) => ({
      name,
      type: rule.type,
      description: rule.description,
      secret: rule.secret,
      way: rule.way,
      default: inWords(rule.default),
      values: configured.map((own) => inWords(own?.[at]?.value)),
    }));
    return { service, image, variables };
  });
}

function inWords(value: EnvValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value instanceof Expression) return value.parts.map(partInWords).join('');
  return value instanceof Reference ? `<${value.describe()}>` : String(value);
}

/** An endpoint brings the connection, and no text. */
function partInWords(part: Part): string {
  if (!(part instanceof Reference)) return String(part);
  const described = part.describe();
  return described.startsWith('key ') ? `<${described}>` : '';
}
