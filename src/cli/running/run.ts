/** `lockstep check --running`: each environment at the revision that it tracks, against the source and against the others. */
import { append } from '../../model/append';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { severityOf } from '../../emit/report';
import { findingAbout, type Finding } from '../../model/finding';
import { choose } from '../../model/nearest';
import { runFailure } from '../check/run-failure';
import { runApp } from '../project-model';
import { wrongUse } from '../terminal';
import { promotionOf, runningImages, skippedFindings, undeclaredAt, untriedImages } from './between';
import { readEnvironment, workloads, type Context, type Environment } from './environment';
import { judge, type State } from './judge';
import type { RunningEnvironment, RunningResult } from './report';
import { GitFailure, Repository } from './repository';
import { resolver } from './revisions';
import { committedSource, sourceOf, type Source } from './source';

/**
 * Runs the app and reads git; nothing is written, checked out or fetched.
 * @param root folder of the project
 * @param chosen platform that is looked at; all when left out
 * @throws Refusal when cdk8s.yaml names no app, or there is no such platform
 */
export function checkRunning(root: string, chosen: string | undefined): RunningResult {
  if (!existsSync(join(root, 'cdk8s.yaml'))) {
    const bare = inBareRepository(root, chosen);
    if (bare !== undefined) return bare;
  }
  const run = runApp(root);
  const failure = runFailure(run, root);
  const { model } = run;
  if (model === undefined || failure !== undefined)
    return nothing(failure === undefined ? [] : [failure], 'the app produced no output');
  refuseUnknown(model.platforms, chosen);
  const errors = model.findings.filter((finding) => severityOf(finding) === 'error');
  if (errors.length > 0) return nothing(errors, 'a synth writes nothing if the source has an error');
  try {
    const repository = Repository.open(root);
    const folder = relative(root, model.dist.folder).split(sep).join('/');
    const shown = folder.startsWith('../') ? model.dist.folder : folder;
    return checkPlatforms(repository, sourceOf(root, repository, model), shown, repository.commit('HEAD')?.id, chosen);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const finding: Finding = findingAbout({ code: 'LS839' })`
      git failed: ${{ message: error.message }}
      Run it in a clone of the repository that Argo CD reads, with git installed. For objects missing in a partial clone, run git fetch --refetch.`;
    return nothing([finding], 'git failed');
  }
}

/** If nothing is checked out, the newest commit is used as the source. */
function inBareRepository(root: string, chosen: string | undefined): RunningResult | undefined {
  let repository: Repository;
  try {
    repository = Repository.open(root);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
  const head = repository.bare ? repository.commit('HEAD')?.id : undefined;
  const source = head === undefined ? undefined : committedSource(repository, head);
  if (source === undefined) return undefined;
  refuseUnknown(source.platforms, chosen);
  const result = checkPlatforms(repository, source, source.dist, head, chosen);
  const note = 'the repository is bare: the output at HEAD is used as the output of the source';
  return { ...result, notes: [note, ...result.notes] };
}

function refuseUnknown(platforms: readonly { readonly name: string }[], chosen: string | undefined): void {
  const names = platforms.map(({ name }) => name);
  if (chosen !== undefined && !names.includes(chosen))
    throw wrongUse(`unknown platform "${chosen}"`, choose(chosen, names));
}

function checkPlatforms(
  repository: Repository,
  source: Source,
  shown: string,
  head: string | undefined,
  chosen: string | undefined,
): RunningResult {
  const context: Context = { repository, resolve: resolver(repository), source, head, shown };
  const platforms = source.platforms.filter(({ name }) => chosen === undefined || name === chosen);
  return joined(platforms.map(({ name, environments }) => checkPlatform(context, name, environments)));
}

function nothing(findings: readonly Finding[], note: string): RunningResult {
  return { environments: [], promotions: [], findings, notes: [`nothing was compared: ${note}`] };
}

function checkPlatform(context: Context, platform: string, names: readonly string[]): RunningResult {
  const findings: Finding[] = [];
  const notes: string[] = [];
  const result: RunningEnvironment[] = [];
  const read = names.flatMap((name) => readEnvironment(context, platform, name) ?? []);
  const unread = names.filter((name) => !read.some((environment) => environment.name === name));
  if (unread.length > 0)
    notes.push(
      `no Application delivers ${unread.map((name) => `${platform}/${name}`).join(', ')}: what runs there is not in git`,
    );
  // The line of the source: the working copy, the branch that Argo CD is brought by, and where changes are tried before.
  const tips = read.flatMap(({ bootstrap }) => bootstrap?.commit.id ?? []);
  const states = new Map<Environment, State>();
  read.forEach((environment, index) => {
    findings.push(...environment.findings);
    const own = workloads(environment);
    if (own !== undefined && index === 0 && read.length > 1) tips.push(own.resolved.commit.id);
    const judged = environment.groups.map((group) => {
      const { state, behind, findings: found } = judge(context, platform, environment.name, group, [...new Set(tips)]);
      findings.push(...found);
      if (group === own) states.set(environment, state);
      return { group, state, behind };
    });
    if (own !== undefined) tips.push(own.resolved.commit.id);
    result.push({
      platform,
      environment: environment.name,
      state: states.get(environment) ?? 'unknown',
      running: own !== undefined,
      tracks: judged.map(({ group: { tracked, resolved }, state, behind }) => ({
        applications: tracked.map(({ application }) => application),
        revision: tracked[0]!.revision,
        found: resolved.shown,
        commit: resolved.commit,
        state,
        behind,
      })),
      images: own === undefined ? [] : runningImages(own).map(({ reference }) => reference),
    });
  });
  const promotions = read.slice(1).flatMap((environment, index) => {
    const before = read[index]!;
    if (states.get(environment) !== 'drift') findings.push(...skippedFindings(context, before, environment));
    if (!context.repository.shallow) findings.push(...untriedImages(context, read.slice(0, index + 1), environment));
    return promotionOf(context, before, environment) ?? [];
  });
  if (context.repository.shallow && read.length > 1)
    notes.push('the image history of environments was not checked: the clone is shallow');
  findings.push(...undeclared(context, platform, read, states, notes));
  return { environments: result, promotions, findings, notes };
}

/** Each commit that runs somewhere and does not match the source, once; the synth has inspected the source. */
function undeclared(
  context: Context,
  platform: string,
  read: readonly Environment[],
  states: ReadonlyMap<Environment, State>,
  notes: string[],
): readonly Finding[] {
  const byCommit = new Map<string, Environment[]>();
  for (const environment of read) {
    const commit = workloads(environment)?.resolved.commit.id;
    if (commit !== undefined) append(byCommit, commit, environment);
  }
  return [...byCommit.values()].flatMap((trackers) => {
    if (trackers.every((environment) => states.get(environment) === 'in step')) return [];
    const { findings, note } = undeclaredAt(
      context,
      platform,
      workloads(trackers[0]!)!,
      trackers.map(({ name }) => name),
    );
    if (note !== undefined) notes.push(note);
    return findings;
  });
}

function joined(results: readonly RunningResult[]): RunningResult {
  const environments = results.flatMap((result) => result.environments);
  const nothing: Finding = findingAbout({ code: 'LS831' })`
    no Application delivers any environment, so it is unknown what runs
    Set delivery on the platform: { repository: 'https://…', revision: vary({ … }) }.`;
  return {
    environments,
    promotions: results.flatMap((result) => result.promotions),
    findings: [...(environments.length === 0 ? [nothing] : []), ...results.flatMap((result) => result.findings)],
    notes: results.flatMap((result) => result.notes),
  };
}
