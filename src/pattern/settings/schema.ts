/** The variables that a service has, as a schema; and the values that one service gives them. */
import type { Field } from '../../model/fields';
import { Opaque } from '../../model/opaque';
import { plainFields } from '../../model/plain';
import { UsageError } from '../../model/usage-error';
import { Setting } from './setting';

export type Schema = Readonly<Record<string, Setting<unknown>>>;

type ValueOf<S> = S extends Setting<infer V> ? V : never;
type NeededIn<S extends Schema> = {
  [K in keyof S]: S[K] extends Setting<unknown, infer N> ? (N extends true ? K : never) : never;
}[keyof S];

/** Values for a schema: each may vary, those with a default or `optional` may be left out, everywhere or in some environments. */
export type ValuesOf<S extends Schema> = { readonly [K in NeededIn<S>]: Field<ValueOf<S[K]>> } & {
  readonly [K in Exclude<keyof S, NeededIn<S>>]?: Field<ValueOf<S[K]>, true>;
};

/** The file that browsers load before the application. */
export interface BrowserFile {
  /** Path in the container: `/usr/share/nginx/html/config.js`. */
  readonly path: string;
  /** Property of `window` that holds the values. Default: CONFIG. */
  readonly global?: string;
}

/** Values of one service with their schema; for the `configuration` of services, workers and jobs. */
export class ServiceConfiguration extends Opaque {
  constructor(
    readonly schema: Schema,
    readonly values: Readonly<Record<string, unknown>>,
    readonly browserFile: Required<BrowserFile> | undefined,
  ) {
    super();
  }

  /** @internal The values as they are in one environment. */
  override at(environment: number): ServiceConfiguration {
    const values = plainFields(this.values, environment);
    return values === this.values ? this : new ServiceConfiguration(this.schema, values, this.browserFile);
  }
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Declares the variables of a service, or of several that share them: `const common = { … }; configuration({ ...common, … })`.
 * @returns a function that takes the values of one service
 * @throws UsageError for a name that is none, a former name that is a variable still, or values for browsers without a file
 * @example
 * const settings = configuration({
 *   LOG_LEVEL: setting.oneOf(['debug', 'info', 'warn'], { default: 'info' }),
 *   POOL_SIZE: setting.integer({ min: 1, max: 50 }),
 *   JWT_KEY: setting.secret(),
 * });
 * new WebService(shop, 'api', { …, configuration: settings({ POOL_SIZE: vary({ dev: 2, prod: 20 }), JWT_KEY: sealed('jwt', 'key') }) });
 */
export function configuration<const S extends Schema>(
  schema: S,
  options: { readonly browserFile?: BrowserFile } = {},
): (values: ValuesOf<S>) => ServiceConfiguration {
  const names = new Set(Object.keys(schema));
  for (const [name, own] of Object.entries<Setting<unknown>>(schema)) {
    if (!NAME.test(name)) throw new UsageError(`"${name}" is not a valid variable name.`);
    if (!(own instanceof Setting))
      throw new UsageError(`${name} is not a setting: use one of \`setting\`, such as setting.text().`);
    for (const former of own.rule.replaces ?? []) {
      if (names.has(former))
        throw new UsageError(`${name} replaces ${former}, which is still in the schema: remove one of them.`);
    }
    if (own.rule.way === 'browser' && options.browserFile === undefined)
      throw new UsageError(`${name} is for browsers: set \`browserFile\` to the file that they load.`);
  }
  const { browserFile } = options;
  const file = browserFile === undefined ? undefined : { global: 'CONFIG', ...browserFile };
  if (file !== undefined && !/^\/([^/]+\/)+[^/]+\.js$/.test(file.path))
    throw new UsageError(`"${file.path}" is not an absolute path of a .js file in a directory.`);
  if (file !== undefined && !NAME.test(file.global))
    throw new UsageError(`"${file.global}" is not a valid property name.`);
  return (values) => new ServiceConfiguration(schema, { ...values }, file);
}
