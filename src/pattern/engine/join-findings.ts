/** Reports what pattern functions found, each finding once for all environments that share it. */
import type { Construct } from 'constructs';
import { checkAtSynth, isWaived, report } from '../../model/declarations';
import { valuesOf } from '../../model/varying';
import type { Identity } from './identity';
import type { PlatformScope } from '../platform/scope';
import type { Contents, Everything } from './parts';

/** What was made in each environment; `undefined` where the construct does not exist. */
export type Everywhere = readonly (Contents | undefined)[];

/** A finding of every environment is reported once. */
export function joinFindings(
  contents: Everywhere,
  names: readonly string[],
  scopeAt: (path: readonly string[]) => Construct,
): void {
  reportAll(
    contents.map((own) => own?.findings),
    names,
    scopeAt,
  );
}

/** @param lists what was found in each environment; `undefined` where the construct does not exist */
function reportAll(
  lists: readonly (Contents['findings'] | undefined)[],
  names: readonly string[],
  scopeAt: (path: readonly string[]) => Construct,
): void {
  const all = new Map<string, (Contents['findings'][number] | undefined)[]>();
  lists.forEach((list, environment) => {
    for (const one of list ?? []) {
      const key = JSON.stringify(one);
      const found = all.get(key) ?? lists.map(() => undefined);
      all.set(key, found);
      found[environment] = one;
    }
  });
  for (const [, found] of all) {
    const { path, finding, together } = found.find((one) => one !== undefined)!;
    const everywhere = found.every((one, environment) => one !== undefined || lists[environment] === undefined);
    const where = names.filter((_, environment) => found[environment] !== undefined);
    if (everywhere) report(scopeAt(path), finding);
    else
      for (const environments of together ? [where] : where.map((name) => [name]))
        report(scopeAt(path), { ...finding, environments });
  }
}

/** What one construct alone may do in an environment belongs to the first that declares it. */
export function joinClaims(
  { construct, platform }: Identity,
  contents: Everywhere,
  scopeAt: (path: readonly string[]) => Construct,
): void {
  const lists = contents.map((own, environment) =>
    own?.claims.flatMap(({ path, what, refused }) => {
      const claims = platform.claims[environment]!;
      const first = claims.get(what);
      if (first !== undefined) return [{ path, finding: refused(first), together: true }];
      claims.set(what, construct.node.path);
      return [];
    }),
  );
  reportAll(lists, platform.environments.names, scopeAt);
}

/** Checks that wait until everything is declared. */
export function joinChecks(
  { construct, platform }: Identity,
  contents: Everywhere,
  scopeAt: (path: readonly string[]) => Construct,
): void {
  const { environments } = platform;
  const stages = valuesOf(environments.attribute('stage'));
  // The checks alone: they wait, and everything else that the functions made need not be kept.
  const atSynth = contents.map((own) => own?.atSynth);
  const production = contents.map((own, index) => (stages[index] === 'production' ? (own?.production ?? []) : []));
  if ([...atSynth, ...production].every((checks = []) => checks.length === 0)) return;
  checkAtSynth(construct, () => {
    const asked = atSynth.map((checks, index) =>
      checks?.flatMap(({ path, check }) =>
        check(everythingAt(platform, index)).map((finding) => ({ path, finding, together: false })),
      ),
    );
    reportAll(asked, environments.names, scopeAt);
    production.forEach((checks, index) => {
      const environment = environments.names[index]!;
      for (const { path, check } of checks) {
        const finding = check({
          environment,
          waived: (opinion) => isWaived(scopeAt(path), opinion, environment),
          waive: (opinion) => `deviate(…, { opinion: '${opinion}', in: ['${environment}'], reason: '…' })`,
        });
        if (finding !== undefined) report(scopeAt(path), { ...finding, environments: [environment] });
      }
    });
  });
}

export function everythingAt(platform: PlatformScope, environment: number): Everything {
  const { names, connections, ownRules, environments } = platform;
  return {
    names,
    connectionsFrom: (pods) => connections.from(pods, environment),
    connectionsTo: (pods) => connections.to(pods, environment),
    portsCalled: (pods) =>
      new Set(connections.to(pods, environment).flatMap(({ ports }) => ports.map(({ port }) => port))),
    ownRules: ownRules.at(environment),
    access: platform.access[environment]!,
    get images() {
      return platform.images.pinnedIn(environments.names[environment]!);
    },
  };
}
