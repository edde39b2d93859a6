import type { Code } from '../../../src/model/codes';
import type { ProgramExample } from '../program-example';
import { CHECKED_PROGRAMS } from './checked';
import { NETWORK_PROGRAMS } from './network';
import { PLATFORM_PROGRAMS } from './platform';
import { ROUTE_PROGRAMS } from './routes';
import { SERVICE_PROGRAMS } from './services';
import { STORE_PROGRAMS } from './stores';

/** Examples of codes that constructs report, in TypeScript. */
export const PROGRAMS: Partial<Readonly<Record<Code, ProgramExample>>> = {
  ...SERVICE_PROGRAMS,
  ...ROUTE_PROGRAMS,
  ...STORE_PROGRAMS,
  ...PLATFORM_PROGRAMS,
  ...NETWORK_PROGRAMS,
  ...CHECKED_PROGRAMS,
};
