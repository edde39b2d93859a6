/**
 * Files of one place that define the same objects, as collections of examples and of ways to install something do. Applied together, the
 * last one would win; each is looked at as one of several ways.
 */
import { append } from '../../model/append';
import { listed, plural } from '../../model/words';
import { objectName } from '../../inspect/kinds/names';
import { findingAbout, type Finding } from '../../model/finding';
import { identityOf, type AuditedObject } from './audited';
import type { Unit } from './environments';

/** @returns one finding for each group of files that share objects */
export function alternativesOf(units: readonly Unit[], numbers: ReadonlyMap<AuditedObject, string>): Finding[] {
  const findings = new Map<string, Finding>();
  for (const unit of units)
    for (const group of groupsOf(unit.objects)) findings.set(group.files.join('\n'), findingOf(group, numbers));
  return [...findings.values()];
}

interface Group {
  readonly files: readonly string[];
  /** The first two definitions of each object that several files define. */
  readonly shared: readonly (readonly [AuditedObject, AuditedObject])[];
  /** Whether each file has an object that is in no other. */
  readonly mixed: boolean;
}

function groupsOf(objects: readonly AuditedObject[]): Group[] {
  const byIdentity = new Map<string, AuditedObject[]>();
  for (const object of objects) {
    const id = identityOf(object);
    append(byIdentity, id, object);
  }
  const leaders = new Map<string, string>();
  const leader = (file: string): string => {
    const above = leaders.get(file) ?? file;
    if (above === file) return file;
    const top = leader(above);
    leaders.set(file, top);
    return top;
  };
  const alone = new Set<string>();
  const shared: (readonly [AuditedObject, AuditedObject])[] = [];
  for (const same of byIdentity.values()) {
    const first = same[0]!;
    const other = same.find(({ file }) => file !== first.file);
    if (other === undefined) {
      alone.add(first.file);
      continue;
    }
    shared.push([first, other]);
    for (const { file } of same) leaders.set(leader(file), leader(first.file));
  }
  const groups = new Map<string, { files: Set<string>; shared: (readonly [AuditedObject, AuditedObject])[] }>();
  const groupOf = (file: string) => {
    const top = leader(file);
    if (!groups.has(top)) groups.set(top, { files: new Set(), shared: [] });
    return groups.get(top)!;
  };
  for (const pair of shared) groupOf(pair[0].file).shared.push(pair);
  for (const same of byIdentity.values()) for (const { file } of same) groups.get(leader(file))?.files.add(file);
  return [...groups.values()].map((group) => ({
    shared: group.shared,
    files: [...group.files].sort(),
    mixed: [...group.files].every((file) => alone.has(file)),
  }));
}

function findingOf({ files, shared, mixed }: Group, numbers: ReadonlyMap<AuditedObject, string>): Finding {
  const [first, second] = shared[0]!;
  const what = objectName(first.json).replace('/', ' `');
  const others = shared.length === 1 ? '' : ` and ${plural(shared.length - 1, 'other object')}`;
  const at = {
    code: 'LS411',
    construct: numbers.get(second)!,
    object: objectName(second.json),
    path: 'metadata.name',
  } as const;
  if (files.length === 2 && shared.length === 1 && mixed) {
    return findingAbout(at)`
      ${{ what }}\` is defined in \`${{ file: first.file }}\` and again in \`${{ file: second.file }}\`: the one that is applied last wins.
      Rename one of the two, or remove it.`;
  }
  const named = files.slice(0, 3).map((file) => `\`${file}\``);
  const list = files.length > 3 ? `${named.join(', ')} and ${files.length - 3} more files` : listed(named);
  return findingAbout({ ...at, severity: 'warning' })`
    ${{ list }} each define ${{ what }}\`${{ others }}. They are treated as alternatives, of which only one is applied; if all are applied, the last one wins.
    Move each alternative to its own directory, or remove the duplicates.`;
}
