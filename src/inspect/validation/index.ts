/**
 * Values that the API server or a controller refuses although a schema allows them. Each check reads one object by
 * itself, so what an object that environments share has been found to be holds for all of them.
 */
import { found } from '../found';
import { pathOf } from '../object-path';
import { checkAutoscaler, checkBudget } from './autoscaling';
import { checkCertificate } from './certificates';
import { checkData } from './data';
import { checkDurations } from './durations';
import { checkGateway, checkRoute } from './gateways';
import { checkHosts } from './hosts';
import { checkImages } from './images';
import { checkMetadata, namespaceProblem } from './metadata';
import { checkNetworkPolicy } from './network-policies';
import { checkRepeated } from './repeated';
import { checkQuantities } from './quantities';
import { checkService } from './services';
import { checkSchedules, checkMerged, checkWorkload } from './workloads';
import type { Check, Report } from './report';
import type { JsonObject } from '../../model/json';
import type { ObjectInspection } from '../per-object';

const CHECKS: readonly Check[] = [
  checkMetadata,
  checkWorkload,
  checkMerged,
  checkService,
  checkAutoscaler,
  checkBudget,
  checkSchedules,
  checkDurations,
  checkNetworkPolicy,
  checkGateway,
  checkRoute,
  checkHosts,
  checkCertificate,
  checkData,
  checkQuantities,
  checkImages,
  checkRepeated,
];

/** Objects in which nothing was found, whatever their namespace. */
const clean = new WeakSet<JsonObject>();

export const inspectValues: ObjectInspection = ({ kind, source, first }, findings) => {
  const { json } = source;
  if (clean.has(first) && namespaceProblem(json) === undefined) return;
  const before = findings.length;
  const report: Report = (code, trail, details) => {
    const finding = found(code, source, pathOf(json, trail), details);
    return (...texts) => findings.push(finding(...texts));
  };
  for (const check of CHECKS) check(kind, json, report);
  if (findings.length === before) clean.add(first);
};
