/** From folders to findings with lines. */
import { basename } from 'node:path';
import { renderReachability } from '../../emit/proof';
import { reachFacts, type InspectedEnvironment } from '../../inspect';
import { catalogOf } from '../../inspect/catalog';
import { joinEnvironments } from '../../inspect/found';
import { vendorPolicies } from '../../inspect/reachability/vendor-policies';
import { findingAbout, type Finding } from '../../model/finding';
import { withoutAccepted } from './accepted';
import { forOthers } from './advice';
import type { AuditedObject } from './audited';
import { unitsOf, WHOLE, type Unit } from './environments';
import { alternativesOf } from './alternatives';
import { localFindings } from './local-files';
import { gather, type AuditedFolder } from './gather';
import { inspectAudited, inspectedOf, numbersOf, parityOf } from './inspect';
import { placed } from './places';
import { acceptanceOf, proofsOf, type Proofs } from './proven';
import type { AuditResult } from './report';

/** @param progress receives what is being done, on long runs */
export function auditFolders(folders: readonly AuditedFolder[], progress: (text: string) => void): AuditResult {
  const gathered = gather(folders, progress);
  const units = unitsOf(gathered.objects);
  const { numbers, byNumber } = numbersOf(gathered.objects);
  progress(`inspecting ${gathered.objects.length} objects`);
  const environments = inspectedOf(units, numbers);
  const proofs = proofsOf(units);
  const { left, accepted } = judge(units, environments, { numbers, byNumber }, { proofs });
  progress(`locating the lines of ${left.length} findings`);
  const local = localFindings(gathered.setups, environments);
  const findings = [
    ...gathered.findings,
    ...local,
    ...joined(placed(left, byNumber), units),
    ...nothing(gathered.objects, gathered.findings, folders),
  ];
  progress('');
  return {
    units: units.map(({ name, environment, objects }) => ({
      name,
      environment: environment !== undefined,
      objects: objects.length,
    })),
    files: new Set(gathered.objects.map(({ file }) => file)).size,
    objects: gathered.objects.length,
    findings,
    notes: [...gathered.notes, ...notesOn(proofs), ...notesOnOthers(environments)],
    skipped: gathered.skipped,
    accepted,
    known: 0,
    reachability: () =>
      renderReachability(
        environments.map((own) => reachFacts(own)),
        environments.map(({ environment }) => environment),
      ),
  };
}

/**
 * All that is found, before lines are looked up.
 * @param environments of the units, in their order
 * @param options the proof of what Lockstep wrote, none by default; which environments are inspected by
 *   themselves, all by default, while parity compares all of them
 */
export function judge(
  units: readonly Unit[],
  environments: readonly InspectedEnvironment[],
  { numbers, byNumber }: ReturnType<typeof numbersOf>,
  {
    proofs = new Map(),
    inspected = environments,
  }: { readonly proofs?: Proofs; readonly inspected?: readonly InspectedEnvironment[] } = {},
): ReturnType<typeof withoutAccepted> {
  const found = [
    ...forOthers(inspectAudited(inspected), byNumber),
    ...alternativesOf(units, numbers),
    ...parityOf(units, environments, proofs),
  ];
  const isAccepted = acceptanceOf(proofs);
  const open = found.filter(({ code, construct }) => {
    const object = byNumber.get(construct ?? '');
    return object === undefined || !isAccepted(code, object);
  });
  const { left, accepted } = withoutAccepted(open, byNumber);
  return { left, accepted: accepted + found.length - open.length };
}

function notesOn(proofs: Proofs): readonly string[] {
  const platforms = [...new Set([...proofs.values()].map(({ proof }) => basename(proof)))].sort();
  return platforms.length === 0 ? [] : [`environments of ${platforms.join(', ')} were compared with their matrix`];
}

function notesOnOthers(environments: readonly InspectedEnvironment[]): readonly string[] {
  const kinds = [...new Set(environments.flatMap((own) => vendorPolicies(catalogOf(own))))].sort();
  return kinds.length === 0 ? [] : [`not evaluated: policies of kind ${kinds.join(', ')}`];
}

/** What several environments take from one place is one finding; directories that are not environments are identified by the file. */
function joined(findings: readonly Finding[], units: readonly Unit[]): Finding[] {
  const environments = new Set(units.flatMap(({ name, environment }) => (environment === undefined ? [] : [name])));
  const known = findings.map(({ environments: all = [], ...finding }): Finding => {
    const own = all.filter((name) => environments.has(name));
    return { ...finding, environments: own.length > 0 ? own : [WHOLE] };
  });
  return joinEnvironments(known, [...environments, WHOLE], 'manifests').map(({ environments: own, ...finding }) => {
    const named = own?.filter((name) => name !== WHOLE) ?? [];
    return named.length === 0 || named.length === environments.size ? finding : { ...finding, environments: named };
  });
}

function nothing(
  objects: readonly AuditedObject[],
  findings: readonly Finding[],
  folders: readonly AuditedFolder[],
): Finding[] {
  if (objects.length > 0 || findings.length > 0) return [];
  const names = folders.map(({ shown }) => (shown === '' ? '.' : shown)).join(', ');
  return [
    findingAbout({ code: 'LS869' })`
      no Kubernetes manifests in ${{ names }}
      Pass the directory that contains them; --verbose lists the skipped files, with the reason.`,
  ];
}
