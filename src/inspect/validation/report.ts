/** What checks of values are written with. */
import type { MessageAndFix } from '../../model/phrase';
import type { Trail } from '../object-path';
import type { Code } from '../../model/codes';
import type { Details } from '../found';
import type { JsonObject } from '../../model/json';

export { get, isMap, list, map, number, text, type Node } from '../read';
export { phrase } from '../../model/phrase';
export type { Json, JsonObject } from '../../model/json';
export type { Trail } from '../object-path';

/** Reports a finding on the object that is being checked. */
export type Report = (code: Code, trail: Trail, details?: Details) => MessageAndFix;

/**
 * Judges one object by itself: no other object, no environment.
 * @param kind `Kind.group`
 */
export type Check = (kind: string, json: JsonObject, report: Report) => void;
