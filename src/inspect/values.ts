/**
 * Values that the API server or a controller refuses although a schema allows them. Each check reads one object by
 * itself, so what an object that environments share has been found to be holds for all of them.
 */
import { catalogOf } from './catalog';
import { found } from './found';
import { pathOf } from './place';
import { checkAutoscaler, checkBudget } from './values/autoscaling';
import { checkData } from './values/data';
import { checkDurations } from './values/durations';
import { checkHosts } from './values/hosts';
import { checkImages } from './values/images';
import { checkMetadata } from './values/metadata';
import { checkNetworkPolicy } from './values/network-policies';
import { checkQuantities } from './values/quantities';
import { checkService } from './values/services';
import { checkBackupSchedule, checkWorkload } from './values/workloads';
import type { Check, Report } from './values/report';
import type { Finding } from '../model/finding';
import type { JsonObject } from '../model/json';
import type { InspectedEnvironment } from './types';

/** What an object holds beside its metadata. */
const CONTENT: readonly Check[] = [
  checkWorkload,
  checkService,
  checkAutoscaler,
  checkBudget,
  checkBackupSchedule,
  checkDurations,
  checkNetworkPolicy,
  checkHosts,
  checkData,
  checkQuantities,
  checkImages,
];

/**
 * Objects whose content was found clean, by the first container of it. Environments share by reference what is the same in
 * them, which for most objects is everything but the namespace.
 */
const clean = new WeakMap<object, JsonObject>();

export function inspectValues(environment: InspectedEnvironment): Finding[] {
  const findings: Finding[] = [];
  for (const { kind, source } of catalogOf(environment).files) {
    const { json } = source!;
    const report: Report = (code, trail, message, fix, severity) =>
      findings.push(found(code, source!, pathOf(json, trail), message, fix, severity));
    checkMetadata(kind, json, report);
    const content = contentOf(json);
    const known = content === undefined ? undefined : clean.get(content);
    if (known !== undefined && hasSameContent(known, json)) continue;
    const before = findings.length;
    for (const check of CONTENT) check(kind, json, report);
    if (content !== undefined && findings.length === before) clean.set(content, json);
  }
  return findings;
}

function contentOf(json: JsonObject): object | undefined {
  for (const key in json) {
    const value: unknown = json[key];
    if (key !== 'metadata' && typeof value === 'object' && value !== null) return value;
  }
  return undefined;
}

function hasSameContent(known: JsonObject, json: JsonObject): boolean {
  for (const key in known) if (key !== 'metadata' && known[key] !== json[key]) return false;
  for (const key in json) if (!Object.hasOwn(known, key)) return false;
  return true;
}
