/** Whether the tracked revision matches the output of the source, an earlier output, or no output that the source ever had. */
import { phrase, SILENCE, type MessageAndFix, type Phrase } from '../../model/phrase';
import { plural } from '../../model/words';
import { findingAbout, type Finding } from '../../model/finding';
import { changesBetween, contentsOf, describe, type Contents, type ObjectChange } from './changes';
import { place, short, type Context, type Group } from './environment';
import { refusedFields } from './refused';
import type { Commit } from './repository';
import { filesAt, holds, lastWith, states } from './scope';

export type State = 'in step' | 'behind' | 'ahead' | 'drift' | 'unknown';

export interface Judgement {
  readonly state: State;
  /** Commits of the line since then that change what is tracked. */
  readonly behind: number;
  readonly findings: readonly Finding[];
}

/** Commits that change nothing else are listed up to here. */
const LISTED = 5;

/** @param tips commits whose histories are the line besides that of the working copy */
export function judge(
  context: Context,
  platform: string,
  environment: string,
  group: Group,
  tips: readonly string[],
): Judgement {
  const { repository, head } = context;
  const wanted: Contents = new Map(
    [...context.source.files(platform, environment)].filter(([file]) => holds(group.there, file)),
  );
  const commit = group.resolved.commit;
  const verdict = new Verdict(context, platform, environment, group, wanted);
  if (isSame(group.files, wanted)) return { state: 'in step', behind: 0, findings: [] };
  const [state] = states(repository, [commit.id], group.there);
  if (head !== undefined) {
    const samePlace = group.there.every(({ path }, index) => path === group.here[index]!.path);
    const point =
      samePlace && repository.isAncestor(commit.id, head)
        ? commit.id
        : lastWith(repository, state!, [head], group.here);
    if (point !== undefined) {
      const isCommitted = states(repository, [head], group.here)[0] === state;
      return isCommitted && isClean(context)
        ? verdict.notSynthesized()
        : verdict.behind(
            repository.log(
              [head, `^${point}`],
              group.here.map(({ path }) => path),
            ),
          );
    }
  }
  const onLine =
    tips.some((tip) => repository.isAncestor(commit.id, tip)) ||
    (tips.length > 0 && lastWith(repository, state!, tips, group.here) !== undefined);
  const base = head === undefined ? undefined : repository.mergeBase(commit.id, head);
  if (onLine && !(base !== undefined && isOutputAlone(context, base, commit.id))) return verdict.ahead();
  if (repository.shallow) return verdict.unknown();
  return verdict.drift(base, tips);
}

function isSame(one: Contents, other: Contents): boolean {
  return one.size === other.size && [...one].every(([file, { id }]) => other.get(file)?.id === id);
}

/** The source is as committed: only then is the committed output to be what it yields. */
function isClean({ repository, source }: Context): boolean {
  return repository
    .uncommitted()
    .every((file) => file.startsWith(`${source.dist}/`) || file.startsWith(`${source.proof}/`));
}

/** From one source comes one output: where the output alone is another one, nobody synthesized it. */
function isOutputAlone({ repository, source }: Context, base: string, commit: string): boolean {
  return base !== commit && repository.isSame(base, commit, source.folder, [source.dist, source.proof]);
}

class Verdict {
  constructor(
    private readonly context: Context,
    private readonly platform: string,
    private readonly environment: string,
    private readonly group: Group,
    private readonly wanted: Contents,
  ) {}

  behind(commits: readonly Commit[]): Judgement {
    const changes = changesBetween(this.group.files, this.wanted);
    const since = commits.at(-1);
    const waiting =
      since === undefined
        ? phrase`matches the last commit; the current output of the source is not committed yet`
        : phrase`${{ behind: plural(commits.length, 'commit') }} behind, since ${{ since: describeCommit(since) }}`;
    const fix =
      since === undefined ? phrase`Commit it; it runs once the revision includes that commit.` : this.promotion();
    const finding = this.finding('LS833')`
      ${this.runs()}, ${waiting}. Promotion changes ${{ count: plural(changes.length, 'object') }}${listedChanges(changes)}
      ${fix}`;
    return { state: 'behind', behind: commits.length, findings: [finding, ...this.refused(changes)] };
  }

  ahead(): Judgement {
    const commits = this.onlyThere([]);
    const finding = this.finding('LS834')`
      ${this.runs()}, which has ${{ count: plural(commits.length, 'commit') }} that this working copy lacks${listedCommits(commits)}
      Merge ${{ revision: this.group.resolved.shown }} into the working copy, or run the check in a working copy that contains it, so that it can be compared with the output of the source.`;
    return { state: 'ahead', behind: 0, findings: [finding] };
  }

  notSynthesized(): Judgement {
    const changes = changesBetween(this.wanted, this.group.files);
    const finding = this.finding('LS835')`
      ${this.runs()}, and the source at that revision generates different output. Differences, from the generated output to what runs${listedChanges(changes)}
      If the committed values are correct, change the source; then run npx lockstep synth, and commit and promote its output.`;
    return { state: 'drift', behind: 0, findings: [finding] };
  }

  drift(base: string | undefined, tips: readonly string[]): Judgement {
    const { repository } = this.context;
    const before = base === undefined ? undefined : filesAt(repository, base, this.group.here);
    const from = before === undefined ? this.wanted : contentsOf(repository, before);
    const changes = changesBetween(from, this.group.files);
    const commits = this.onlyThere(tips);
    const { shown } = this.group.resolved;
    const named =
      before === undefined
        ? phrase`the output of the source`
        : phrase`${{ base: short(base!) }}, the last common commit,`;
    const more =
      commits.length === 0 ? SILENCE : phrase`\nCommits that only ${{ revision: shown }} has${listedCommits(commits)}`;
    const finding = this.finding('LS835')`
      ${this.runs()}, and no commit in the history of the source has these files. Differences from ${named} to what runs${listedChanges(changes)}${more}
      Move the changes to keep into the source, synthesize and merge; then move ${{ revision: shown }} to a commit of that history.`;
    const refused = this.refused(changesBetween(this.group.files, this.wanted));
    return { state: 'drift', behind: 0, findings: [finding, ...refused] };
  }

  unknown(): Judgement {
    const finding = this.finding('LS832')`
      ${this.runs()}, and the history of this clone is too short to determine whether the source ever generated that output
      Fetch the rest: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).`;
    return { state: 'unknown', behind: 0, findings: [finding] };
  }

  /** Changes that the cluster would reject if the environment got the output of the source. */
  private refused(changes: readonly ObjectChange[]): readonly Finding[] {
    const { shown } = this.context;
    return changes.flatMap((change) =>
      refusedFields(change).map(
        ({ path, reason }): Finding => findingAbout({
          code: 'LS838',
          environments: [this.environment],
          object: change.object,
          path,
          file: `${shown}/${this.platform}/${this.environment}/${change.file}`,
        })`
          promoting the output of the source to ${{ environment: this.environment }} fails: ${{ reason }}
          Keep the running value, or create a second object, migrate to it, and remove the first.`,
      ),
    );
  }

  private onlyThere(tips: readonly string[]): readonly Commit[] {
    const { repository, head } = this.context;
    const without = [...(head === undefined ? [] : [head]), ...tips].map((tip) => `^${tip}`);
    return repository.log(
      [this.group.resolved.commit.id, ...without],
      this.group.there.map(({ path }) => path),
    );
  }

  private runs(): Phrase {
    const { shown, commit } = this.group.resolved;
    const date = commit.date.slice(0, 10);
    return phrase`${{ environment: this.environment }} runs ${{ revision: shown }} (${{ commit: short(commit.id) }}, ${{ date }})`;
  }

  private promotion(): Phrase {
    const { kind, shown } = this.group.resolved;
    const { revision } = this.group.tracked[0]!;
    const way =
      kind === 'branch'
        ? phrase`merge into ${{ revision: shown }}`
        : phrase`set the environment to a newer \`revision\` than ${{ revision }}`;
    return phrase`No action is needed until you want to promote it; then ${way}.`;
  }

  private finding(code: Finding['code']): MessageAndFix<Finding> {
    return findingAbout({ code, ...place(this.context, this.platform, this.environment, this.group.tracked[0]!) });
  }
}

export function listedChanges(changes: readonly ObjectChange[]): Phrase {
  return phrase`:\n${{ changes: describe(changes) }}`;
}

function describeCommit({ id, date, subject }: Commit): string {
  return `${short(id)} (${date.slice(0, 10)}, ${JSON.stringify(subject)})`;
}

export function listedCommits(commits: readonly Commit[]): Phrase {
  if (commits.length === 0) return SILENCE;
  const rest = commits.length - LISTED;
  const lines = [...commits.slice(0, LISTED).map(describeCommit), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return phrase`:\n${{ commits: lines.join('\n') }}`;
}
