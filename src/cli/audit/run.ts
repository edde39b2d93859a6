/** From folders to findings with lines. */
import type { Finding } from '../../model/finding';
import { withoutAccepted } from './accepted';
import { forOthers } from './advice';
import type { AuditedObject } from './audited';
import { unitsOf, type Unit } from './environments';
import { gather, type AuditedFolder } from './gather';
import { inspectAudited, inspectedOf, numbersOf, parityOf } from './inspect';
import { placed } from './places';
import type { AuditResult } from './report';

/** @param progress told what is being done, on long runs */
export function auditFolders(folders: readonly AuditedFolder[], progress: (text: string) => void): AuditResult {
  const gathered = gather(folders, progress);
  const units = unitsOf(gathered.objects);
  const { numbers, byNumber } = numbersOf(gathered.objects);
  progress(`inspecting ${gathered.objects.length} objects`);
  const environments = inspectedOf(units, numbers);
  const { left, accepted } = withoutAccepted([...forOthers(inspectAudited(environments)), ...parityOf(units, environments)], byNumber);
  progress(`looking up the lines of ${left.length} findings`);
  const findings = [...gathered.findings, ...placed(left, byNumber).map((finding) => ofEnvironments(finding, units)), ...nothing(gathered.objects, gathered.findings, folders)];
  progress('');
  return {
    units: units.map(({ name, environment, objects }) => ({ name, environment: environment !== undefined, objects: objects.length })),
    files: new Set(gathered.objects.map(({ file }) => file)).size,
    objects: gathered.objects.length,
    findings,
    notes: gathered.notes,
    skipped: gathered.skipped,
    accepted,
    known: 0,
  };
}

/** Folders that are no environments are told by the file. */
function ofEnvironments({ environments, ...finding }: Finding, units: readonly Unit[]): Finding {
  const known = environments?.filter((name) => units.some((unit) => unit.name === name && unit.environment !== undefined)) ?? [];
  return known.length === 0 ? finding : { ...finding, environments: known };
}

function nothing(objects: readonly AuditedObject[], findings: readonly Finding[], folders: readonly AuditedFolder[]): Finding[] {
  if (objects.length > 0 || findings.length > 0) return [];
  const names = folders.map(({ shown }) => (shown === '' ? '.' : shown)).join(', ');
  return [{ code: 'LS869', message: `${names} holds no Kubernetes manifests`, fix: 'Name the folder that holds them; --verbose lists what was passed over, and why.' }];
}
