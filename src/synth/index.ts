/**
 * Synthesis: one walk over the construct tree, one template for each object. Runs over unmodified cdk8s: whatever is an
 * ApiObject goes through it, regardless of its origin.
 */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationsOf } from '../model/declarations';
import type { Finding } from '../model/finding';
import type { Presence } from '../model/presence';
import type { EnvironmentNames } from '../model/varying';
import { PlatformWork } from './platform-work';
import { titleOf, type SynthesizedPlatform } from './synthesized';

export type { SynthesizedObject, SynthesizedPlatform } from './synthesized';

export interface Synthesis {
  readonly platforms: readonly SynthesizedPlatform[];
  readonly findings: readonly Finding[];
}

/** @param root the app, or any construct that holds whole platforms */
export function synthesize(root: IConstruct): Synthesis {
  const findings: Finding[] = [];
  const platforms: PlatformWork[] = [];
  const constructs = root.node.findAll();
  const before = constructs.map((construct) => declarationsOf(construct)?.findings.length ?? 0);
  visit(root, { platform: undefined, folder: undefined, presence: [] }, platforms, findings);
  const finished = platforms.map((work) => work.finish(findings));
  rejectSameNames(finished, findings);
  // Only now: building templates runs what constructs left for the end, which may find something. It will find it again in the next synth.
  constructs.forEach((construct, index) => {
    const own = declarationsOf(construct)?.findings;
    if (own === undefined) return;
    findings.push(...own);
    own.length = before[index]!;
  });
  return { platforms: finished, findings };
}

/** Two platforms would be written into one folder. */
function rejectSameNames(platforms: readonly SynthesizedPlatform[], findings: Finding[]): void {
  platforms.forEach(({ name, construct }, index) => {
    const other = platforms.slice(0, index).find((before) => before.name === name);
    if (other === undefined) return;
    findings.push({
      code: 'LS206',
      construct: construct.node.path,
      message: `${other.construct.node.path} is also a platform named "${name}"`,
      fix: 'Use a different id for one of them.',
    });
  });
}

/** What a construct inherits from those above it. */
interface Surroundings {
  readonly platform: PlatformWork | undefined;
  readonly folder: string | undefined;
  readonly presence: readonly Presence[];
}

function visit(construct: IConstruct, above: Surroundings, platforms: PlatformWork[], findings: Finding[]): void {
  const node = construct.node;
  const declared = declarationsOf(construct);
  declared?.checks.forEach((check) => check());
  for (const message of node.validate()) {
    findings.push({ code: 'LS207', construct: node.path, message, fix: 'Fix the error that the construct reports.' });
  }
  let here = above;
  if (declared?.platform !== undefined) {
    const work = new PlatformWork(construct, declared.platform);
    platforms.push(work);
    here = { platform: work, folder: undefined, presence: [] };
  } else if (above.platform !== undefined) {
    rejectOtherPresence(construct, declared?.presence, above.platform.environments, findings);
    here = {
      platform: above.platform,
      folder: declared?.folder ?? above.folder ?? node.id,
      presence: declared?.presence === undefined ? above.presence : [...above.presence, declared.presence],
    };
  }
  if (declared !== undefined && declared.deviations.length > 0) here.platform?.deviating.push(construct);
  if (ApiObject.isApiObject(construct)) {
    if (here.platform === undefined) {
      findings.push({
        code: 'LS205',
        construct: node.path,
        object: titleOf(construct),
        message: 'the object is not in a Platform, so there is no environment to write it for',
        fix: 'Create it, or the chart that contains it, with a Platform as its scope.',
      });
    } else here.platform.add(construct, here.folder!, here.presence);
  }
  for (const child of node.children) visit(child, here, platforms, findings);
}

function rejectOtherPresence(
  construct: IConstruct,
  presence: Presence | undefined,
  set: EnvironmentNames,
  findings: Finding[],
): void {
  if (presence === undefined || presence.set === set) return;
  findings.push({
    code: 'LS102',
    construct: construct.node.path,
    path: 'only',
    message: `\`only\` belongs to the environments ${presence.set.names.join(', ')}, but the platform to ${set.names.join(', ')}`,
    fix: 'Use `only` from the `defineEnvironments` call whose environments the platform uses.',
  });
}
