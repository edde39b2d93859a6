/**
 * What constructs declare in addition to their props, for synthesis to read: the platform they open, where they
 * exist, how they deviate, what was wrong with their props. Stored outside of the construct, so that constructs of cdk8s and of
 * users can be declared on as well as ours.
 */
import type { IConstruct } from 'constructs';
import type { Deviation } from './deviation';
import type { Environments } from './environments';
import type { Finding } from './finding';
import type { Inputs } from './inputs';
import type { OperatedPods } from './operated';
import type { Presence } from './presence';
import { UsageError } from './usage-error';

export interface PlatformDeclaration {
  /** Folder below `dist/` and key in `images.lock.yaml`. */
  readonly name: string;
  readonly environments: Environments;
}

export interface Declarations {
  /** On the app: what it reads in addition to the source code. */
  inputs?: Inputs;
  platform?: PlatformDeclaration;
  presence?: Presence;
  /** Folder of its objects in an environment; by default the id of the platform's child that contains it. */
  folder?: string;
  /** On an object: pods that an operator creates from it, in each environment. */
  operated?: readonly (OperatedPods | undefined)[];
  readonly deviations: Deviation[];
  readonly findings: Finding[];
  /** Run once the program has declared everything; they report what they find. */
  readonly checks: (() => void)[];
}

const declared = new WeakMap<IConstruct, Declarations>();

/** What is declared on exactly this construct; write to it to declare. */
export function declarations(construct: IConstruct): Declarations {
  let own = declared.get(construct);
  if (own === undefined) declared.set(construct, (own = { deviations: [], findings: [], checks: [] }));
  return own;
}

/** What is declared on exactly this construct, if anything is. */
export function declarationsOf(construct: IConstruct): Declarations | undefined {
  return declared.get(construct);
}

/** The platform that contains a construct, with the construct that opened it; `undefined` outside of all platforms. */
export function platformOf(construct: IConstruct): (PlatformDeclaration & { readonly root: IConstruct }) | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const platform = declared.get(at)?.platform;
    if (platform !== undefined) return { ...platform, root: at };
  }
  return undefined;
}

/** Whether a construct exists in an environment, by what is declared on it and above it. @param index of the environment */
export function existsIn(construct: IConstruct, index: number): boolean {
  return construct.node.scopes.every((scope) => declared.get(scope)?.presence?.present[index] !== false);
}

/** What the app of a construct reads. @throws UsageError when the app is a plain cdk8s one */
export function inputsOf(construct: IConstruct): Inputs {
  const inputs = declared.get(construct.node.root)?.inputs;
  if (inputs === undefined)
    throw new UsageError('The app is a plain cdk8s App. Create it with `new App()` from cdk8s-lockstep.');
  return inputs;
}

/** Records that something is wrong with a construct; the synth reports it with everything else and writes nothing. */
export function report(construct: IConstruct, finding: Finding): void {
  declarations(construct).findings.push({ construct: construct.node.path, ...finding });
}

/** Runs a check when everything is declared, deviations included. */
export function checkAtSynth(construct: IConstruct, check: () => void): void {
  declarations(construct).checks.push(check);
}

/** Whether an opinion is waived for a construct in an environment. Asking marks the waiver as used. */
export function isWaived(construct: IConstruct, opinion: string, environment: string): boolean {
  const waivers =
    declared
      .get(construct)
      ?.deviations.filter((deviation) => deviation.kind === 'waiver' && deviation.opinion === opinion) ?? [];
  const found = waivers.filter((waiver) => waiver.in.includes(environment));
  for (const waiver of found) if (waiver.kind === 'waiver') waiver.used = true;
  return found.length > 0;
}
