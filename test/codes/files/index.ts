import type { Code } from '../../../src/model/codes';
import type { FilesExample } from '../files-example';
import { AUDIT_FILES } from './audit';
import { INPUT_FILES } from './inputs';

/** Examples of codes that are about files. */
export const FILES: Partial<Readonly<Record<Code, FilesExample>>> = { ...INPUT_FILES, ...AUDIT_FILES };
