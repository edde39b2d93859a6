/** Findings that only repeat another one: consequences of a mistake that is already reported do not help to fix it. */
import type { Finding } from '../model/finding';
import { phrase, worded } from '../model/phrase';

export function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const refusedPlatforms = new Set(
    findings.filter(({ code }) => REFUSED_PROPS.has(code)).map(({ construct }) => construct),
  );
  // What a construct that could not be built would have read seems to be read by nobody.
  const unbuilt = findings.some(({ code }) => /^LS[12]/.test(code));
  const echoes = (finding: Finding) =>
    lacksRefusedFact(finding, refusedPlatforms) ||
    (unbuilt && finding.code === 'LS585') ||
    repeatsConstruct(finding, findings);
  return foldDuplicates(findings.filter((finding) => !echoes(finding)));
}

/** Rules of good practice that see in the manifest what a construct has refused already. */
const SAID_BY_CONSTRUCTS: Readonly<Record<string, readonly string[]>> = {
  LS025: ['LS572'],
  LS050: ['LS690'],
  LS061: ['LS135', 'LS684'],
  LS063: ['LS676', 'LS683'],
  LS078: ['LS112'],
  LS079: ['LS113'],
  LS607: ['LS625'],
};

const REFUSED_PROPS: ReadonlySet<string> = new Set(['LS101', 'LS102', 'LS103']);

/** A fact that seems to be missing because the props of the platform as a whole were refused. */
function lacksRefusedFact({ code, reason, construct }: Finding, refused: ReadonlySet<string | undefined>): boolean {
  const isFact = code === 'LS116' || (code === 'LS626' && reason === 'no-route');
  return isFact && construct !== undefined && refused.has(construct.split('/')[0]);
}

function repeatsConstruct({ code, construct }: Finding, findings: readonly Finding[]): boolean {
  const refusals = SAID_BY_CONSTRUCTS[code];
  return (
    refusals !== undefined &&
    findings.some(
      (other) =>
        refusals.includes(other.code) &&
        other.construct !== undefined &&
        (construct ?? '').startsWith(`${other.construct}/`),
    )
  );
}

/** Two constructs of one name clash with every object they make: one finding says it. */
function foldDuplicates(findings: readonly Finding[]): readonly Finding[] {
  const clashes = new Map<string, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const key = clashOf(finding);
    if (key === undefined) rest.push(finding);
    else clashes.set(key, [...(clashes.get(key) ?? []), finding]);
  }
  return [...rest, ...[...clashes.values()].map(folded)];
}

function clashOf(finding: Finding): string | undefined {
  if (finding.code !== 'LS206' || finding.reason !== 'two-objects') return undefined;
  const { construct = '', environments = [] } = finding;
  return [parent(construct), otherOf(finding), environments.join()].join(' ');
}

/** The construct that makes the same object. */
function otherOf({ values }: Finding): string {
  return parent(String(values?.other));
}

function folded(same: readonly Finding[]): Finding {
  const [first] = same;
  if (same.length === 1) return first!;
  const names = [...new Set(same.map(({ object }) => object!))].sort();
  return {
    code: 'LS206',
    reason: 'two-constructs',
    construct: parent(first!.construct ?? ''),
    ...(first!.environments && { environments: first!.environments }),
    objects: names,
    ...worded(
      phrase`${{ other: otherOf(first!) }} also creates objects with these names: ${{ names }}`,
      phrase`Use a different id or name for one of them.`,
    ),
  };
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? path : path.slice(0, slash);
}
