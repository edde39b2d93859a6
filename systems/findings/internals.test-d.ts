/** What the public API hides, as a system sees it: `npm run types` complains about each line that compiles. */
import { Platform, isVarying, type Varying } from 'cdk8s-lockstep';
import { env, environments, vary } from '../enclii/environments';

declare const platform: Platform;

// @ts-expect-error the value of one environment
export const stage = env.stage.values[1];
// @ts-expect-error the set of a varying value
export const set = vary({ dev: 1, staging: 2, production: 3 }).set;
// @ts-expect-error what a derived value is in one environment
export const derived = env.namespace.map((name) => `${name}-projects`).values;
// @ts-expect-error what an attribute is in one environment
export const attribute = environments.attribute('stage').values;
// @ts-expect-error what varies stays closed after one has asked
export const asked = (value: unknown) => (isVarying(value) ? value.values : []);
// @ts-expect-error a varying value is made by `vary`
export const made: Varying<number> = { map: () => made };
// @ts-expect-error the connections of a platform
export const connections = platform.connections;
// @ts-expect-error the secrets of a platform
export const secrets = Platform.of(platform).secrets;
