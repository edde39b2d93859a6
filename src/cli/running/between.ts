/** Environments against each other, at the revisions that they track. */
import { obtain } from '../../model/append';
import { prefixed } from '../../inspect/found';
import { findingAbout, type Finding } from '../../model/finding';
import { joinPhrases, phrase, SILENCE, worded } from '../../model/phrase';
import { changesBetween, contentsOf, read, type ObjectChange } from './changes';
import { undeclaredIn } from '../proof/matrix';
import { place, short, workloads, type Context, type Environment, type Group } from './environment';
import { imagesOf } from './images';
import { plural } from '../../model/words';
import { listedChanges, listedCommits } from './judge';
import { filesAt, lastWith, states } from './scope';

/** One environment and the one before it, in the order of promotion. */
export interface Promotion {
  readonly platform: string;
  readonly from: string;
  readonly to: string;
  /** Whether both track the same commit. */
  readonly same: boolean;
  /** What the later one gets when it tracks the commit of the earlier one; `undefined` where that has no folder for it. */
  readonly changes: readonly ObjectChange[] | undefined;
}

export function promotionOf({ repository }: Context, before: Environment, after: Environment): Promotion | undefined {
  const [one, other] = [workloads(before), workloads(after)];
  if (one === undefined || other === undefined) return undefined;
  const [source, target] = [one.resolved.commit.id, other.resolved.commit.id];
  const base = { platform: after.platform, from: before.name, to: after.name };
  if (source === target) return { ...base, same: true, changes: [] };
  const files = filesAt(repository, source, other.there);
  return {
    ...base,
    same: false,
    changes: files === undefined ? undefined : changesBetween(other.files, contentsOf(repository, files)),
  };
}

/**
 * What the later environment tracks has for the earlier one what that one never had: a change that was not tried there.
 * Every change of structure reaches the folders of all environments in one commit, so one’s own values are none.
 */
export function skippedFindings(context: Context, before: Environment, after: Environment): readonly Finding[] {
  const { repository } = context;
  const [one, other] = [workloads(before), workloads(after)];
  if (
    one === undefined ||
    other === undefined ||
    repository.isAncestor(other.resolved.commit.id, one.resolved.commit.id)
  )
    return [];
  const [tip, commit] = [one.resolved.commit.id, other.resolved.commit.id];
  const files = filesAt(repository, commit, one.there);
  if (
    files === undefined ||
    lastWith(repository, states(repository, [commit], one.there)[0]!, [tip], one.there) !== undefined
  )
    return [];
  const base = repository.mergeBase(tip, commit);
  const known =
    (base === undefined ? undefined : filesAt(repository, base, one.there)) ?? filesAt(repository, tip, one.there)!;
  const changes = changesBetween(contentsOf(repository, known), contentsOf(repository, files));
  const commits = repository.log(
    [commit, `^${tip}`],
    one.there.map(({ path }) => path),
  );
  const count = phrase`\n${{ count: plural(commits.length, 'commit') }}`;
  const [source, target] = [one.resolved.shown, other.resolved.shown];
  const where = place(context, after.platform, after.name, other.tracked[0]!);
  return [
    findingAbout({ code: 'LS836', ...where })`
      ${{ after: after.name }} runs ${{ target }} (${{ commit: short(commit) }}), with changes that ${{ before: before.name }} (${{ source }}, ${{ tip: short(tip) }}) never ran. In ${{ before: before.name }}, they would change${listedChanges(changes)}${count}${listedCommits(commits)}
      Apply them to ${{ before: before.name }}: merge ${{ target }} into ${{ source }}, or move the revision of ${{ before: before.name }} forward. Otherwise, the next promotion may revert them.`,
  ];
}

/** Images by digest that none of the environments before ever had in its folder, though they run the same one. */
export function untriedImages(
  context: Context,
  earlier: readonly Environment[],
  after: Environment,
): readonly Finding[] {
  const own = workloads(after);
  const groups = earlier.flatMap((environment) => workloads(environment) ?? []);
  if (own === undefined || groups.length === 0) return [];
  const before = groups.flatMap(runningImages);
  const [tips, paths] = [
    groups.map(({ resolved }) => resolved.commit.id),
    groups.flatMap(({ there }) => there.map(({ path }) => path)),
  ];
  const untried = runningImages(own).filter(({ digest, repository }) => {
    if (!before.some((image) => image.repository === repository) || before.some((image) => image.digest === digest))
      return false;
    return !context.repository.everHeld(digest, tips, paths);
  });
  if (untried.length === 0) return [];
  const names = earlier.map(({ name }) => name);
  const lines = untried.map(({ reference, repository }) => {
    const run = before.filter((image) => image.repository === repository).map((image) => image.reference);
    return phrase`\n${{ image: reference }}; it runs ${{ running: [...new Set(run)].join(' and ') }}`;
  });
  const [them, pins] = untried.length === 1 ? [phrase`it`, phrase`pin`] : [phrase`them`, phrase`pins`];
  return [
    findingAbout({ code: 'LS837', ...place(context, after.platform, after.name, own.tracked[0]!) })`
      ${{ after: after.name }} runs ${{ count: plural(untried.length, 'image') }} that never ran in ${{ before: names.join(' or ') }}:${joinPhrases(lines)}
      Pin ${them} in images.lock.yaml for ${{ last: names.at(-1)! }} first, and copy the ${pins} from there: npx lockstep promote.`,
  ];
}

export function runningImages({ files }: Group): ReturnType<typeof imagesOf> {
  return imagesOf([...files.values()].map(read));
}

/** Without the values, where the object is a plain Secret: nobody is shown what is in it. */
function withoutSecrets(finding: Finding): Finding {
  const { object, path } = finding;
  if (object?.startsWith('Secret/') !== true || path === undefined) return finding;
  const message = phrase`\`${{ path }}\` of ${{ object }} differs between environments without a declaration.`;
  return { ...finding, ...worded(message, SILENCE) };
}

/** Law 2 at a revision: what its environments differ in is what its matrix says. One finding for each place. */
export function undeclaredAt(
  context: Context,
  platform: string,
  group: Group,
  trackers: readonly string[],
): { readonly findings: readonly Finding[]; readonly note?: string } {
  const { repository, source, shown } = context;
  const { commit, shown: revision } = group.resolved;
  const [tracked] = group.tracked;
  const at = `${revision} (${short(commit.id)})`;
  const file = `${source.proof}/${platform}/matrix.yaml`;
  const files =
    repository.files(commit.id, [tracked!.base, platform].filter((part) => part !== '').join('/')) ??
    new Map<string, never>();
  const proof = repository.files(commit.id, `${source.proof}/${platform}`)?.get('matrix.yaml');
  const unread = {
    findings: [],
    note: `the environments at ${at} were not compared with their matrix: ${file} does not exist or cannot be read`,
  };
  if (proof === undefined) return unread;
  const environments = new Map<string, Map<string, ReturnType<typeof read>>>();
  for (const [path, content] of contentsOf(repository, files)) {
    const name = path.slice(0, path.indexOf('/'));
    obtain(environments, name, () => new Map()).set(path.slice(name.length + 1), read(content));
  }
  const findings = undeclaredIn(platform, environments, repository.texts([proof.id]).get(proof.id)!);
  if (findings === undefined) return unread;
  const own = findings.filter(
    (finding) => finding.environments === undefined || finding.environments.some((name) => trackers.includes(name)),
  );
  return {
    findings: own.map((finding): Finding => ({
      ...prefixed(`At ${at}: `, withoutSecrets(finding)),
      file: `${shown}/${platform}/${trackers[0]!}/${tracked!.file}:${tracked!.line}`,
      fix: 'Someone edited the files by hand: move the changes to keep into the source, synthesize, and move the revision to that commit.',
    })),
  };
}
