import type { Trail } from '../place';
import type { Code, Severity } from '../../model/codes';
import type { JsonObject } from '../../model/json';

/** Takes one finding of the object that is being checked. */
export type Report = (code: Code, trail: Trail, message: string, fix: string, severity?: Severity) => void;

/**
 * Judges one object by itself: no other object, no environment.
 * @param kind `Kind.group`
 */
export type Check = (kind: string, json: JsonObject, report: Report) => void;
