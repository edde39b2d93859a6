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
import type { Check } from './values/report';
import type { Entry } from './entries';
import type { Finding } from '../model/finding';
import type { JsonObject } from '../model/json';
import type { InspectedEnvironment } from './types';

const CHECKS: readonly Check[] = [
  checkMetadata,
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

const judged = new WeakMap<JsonObject, readonly Finding[]>();

export function inspectValues(environment: InspectedEnvironment): Finding[] {
  const findings: Finding[] = [];
  for (const entry of catalogOf(environment).files) {
    const { json } = entry.source!;
    let own = judged.get(json);
    if (own === undefined) judged.set(json, (own = judge(entry)));
    if (own.length > 0) findings.push(...own);
  }
  return findings;
}

function judge(entry: Entry): Finding[] {
  const findings: Finding[] = [];
  const source = entry.source!;
  for (const check of CHECKS) {
    check(entry.kind, source.json, (code, trail, message, fix, severity) =>
      findings.push(found(code, source, pathOf(source.json, trail), message, fix, severity)),
    );
  }
  return findings;
}
