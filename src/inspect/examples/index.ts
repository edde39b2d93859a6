import { AVAILABILITY_EXAMPLES } from './availability';
import { IMAGE_EXAMPLES } from './images';
import { REACHABILITY_EXAMPLES } from './reachability';
import { REFERENCE_EXAMPLES } from './references';
import { SECRET_EXAMPLES } from './secrets';
import { VALUE_EXAMPLES } from './values';
import type { Code } from '../../model/codes';
import type { Example } from './example';

export type { Example } from './example';

/** One for each code that inspection of single environments reports. */
export const EXAMPLES: Partial<Readonly<Record<Code, Example>>> = {
  ...REFERENCE_EXAMPLES,
  ...REACHABILITY_EXAMPLES,
  ...SECRET_EXAMPLES,
  ...IMAGE_EXAMPLES,
  ...AVAILABILITY_EXAMPLES,
  ...VALUE_EXAMPLES,
};
