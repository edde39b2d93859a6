/**
 * Every finding code there is. A code is permanent: it is never given to another meaning once published, and one that is no longer
 * reported stays in the list as `retired`. `docs/codes/` is generated from this table.
 *
 * LS0 good practice · LS1 the model and its values · LS2 templates and wire names · LS3 schema · LS4 references · LS5 secrets and images ·
 * LS6 availability and capacity · LS7 network and routes · LS8 differences between environments · LS9 command line
 */
import { AVAILABILITY_CODES } from './codes/availability';
import { COMMAND_CODES } from './codes/commands';
import { FILE_CODES } from './codes/files';
import { NETWORK_CODES } from './codes/network';
import { POLICY_CODES } from './codes/policy';
import { PROPS_CODES } from './codes/props';
import { REFERENCE_CODES } from './codes/references';
import { SCHEMA_CODES } from './codes/schema';
import { SECRET_CODES } from './codes/secrets';
import { TEMPLATE_CODES } from './codes/templates';

export type { Severity } from './codes/entry';

/** Each group holds its own numbers alone, so none is given twice. */
export const CODES = {
  ...POLICY_CODES,
  ...PROPS_CODES,
  ...TEMPLATE_CODES,
  ...SCHEMA_CODES,
  ...REFERENCE_CODES,
  ...SECRET_CODES,
  ...AVAILABILITY_CODES,
  ...NETWORK_CODES,
  ...FILE_CODES,
  ...COMMAND_CODES,
};

export type Code = keyof typeof CODES;
