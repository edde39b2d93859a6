/** Runs a pattern function once for each environment. */
import { existsIn } from '../../model/declarations';
import { isEqual } from '../../model/equal';
import { Varying, absent } from '../../model/varying';
import type { Identity } from './identity';
import type { Accepted } from './accepted';
import { TrackedFacts, type Facts } from './facts';
import { join } from './join';
import { Objects, Parts, emptyContents, type Contents, type Pods } from './parts';

/** One construct in one environment: who it is, what it may know, and where it puts what it makes. */
export interface Subject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly pods: Pods;
  readonly facts: Facts;
  readonly parts: Parts;
}

interface Run<P, T> {
  readonly props: P;
  readonly facts: TrackedFacts;
  readonly contents: Contents;
  readonly result: T;
}

/** What a pattern function answered in each environment; `undefined` where the construct does not exist. */
export type PerEnvironment<T> = readonly (T | undefined)[];

/**
 * Runs a pattern function for each environment in which the construct exists, with the props as they are there; once for
 * environments between which nothing differs that it reads. What it makes is joined by id and added to the tree.
 * @param make pure: what it makes and answers follows from its arguments
 */
export function build<P extends object, T>(
  identity: Identity,
  props: Pick<Accepted<P>, 'at'>,
  make: (subject: Subject, props: P) => T,
): PerEnvironment<T> {
  const { construct, platform, name, labels, selector, pods } = identity;
  const objects = new Objects();
  const runs: Run<P, T>[] = [];
  const agreements = new Map<string, string>();
  const runIn = (environment: number): Run<P, T> | undefined => {
    if (!existsIn(construct, environment)) return undefined;
    const plain = props.at(environment);
    const same = runs.find((run) => isEqual(run.props, plain) && run.facts.holdsIn(environment));
    if (same !== undefined) return same;
    const facts = new TrackedFacts(identity, environment, agreements);
    const contents = emptyContents();
    const parts = new Parts(contents, objects);
    const result = make({ name, labels, selector, pods, facts, parts }, plain);
    facts.close();
    const run = { props: plain, facts, contents, result };
    runs.push(run);
    return run;
  };
  // The last environment first: the others may have to agree with it.
  const all = [...platform.environments.names.keys()].reverse().map(runIn).reverse();
  join(
    identity,
    all.map((run) => run?.contents),
    objects,
  );
  return all.map((run) => run?.result);
}

/** One of the answers, as a value that varies where it does; absent where the construct does not exist. */
export function varyingOf<T, U>(
  { platform }: Identity,
  results: PerEnvironment<T>,
  of: (result: T) => U,
): U | Varying<U> {
  const values = results.map((own) => (own === undefined ? undefined : of(own)));
  const there = values.filter((value) => value !== undefined);
  if (there.length > 0 && there.every((value) => value === there[0])) return there[0]!;
  return new Varying(
    platform.environments,
    values.map((value) => value ?? absent),
  ) as Varying<U>;
}
