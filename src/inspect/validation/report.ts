import type { MessageAndFix } from '../../model/phrase';
import type { Trail } from '../object-path';
import type { Code } from '../../model/codes';
import type { Details } from '../found';
import type { JsonObject } from '../../model/json';

/** Reports a finding on the object that is being checked. */
export type Report = (code: Code, trail: Trail, details?: Details) => MessageAndFix;

/**
 * Judges one object by itself: no other object, no environment.
 * @param kind `Kind.group`
 */
export type Check = (kind: string, json: JsonObject, report: Report) => void;
