/**
 * Synthesis: one walk over the construct tree, one template for each object. Runs over unmodified cdk8s: whatever is an
 * ApiObject goes through it, whoever made it.
 */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { declarationsOf, type PlatformDeclaration } from '../model/declarations';
import type { Derived } from '../model/derived';
import type { Override } from '../model/deviation';
import type { Finding } from '../model/finding';
import { isObject, type Json } from '../model/json';
import type { Presence } from '../model/presence';
import { MapTemplate, type Template } from '../model/template';
import type { EnvironmentNames, Varying } from '../model/varying';
import { deviate, groupOf, templateOf } from './objects';
import { instantiate } from './instantiate';
import { PatchFailure } from './patch';
import { rawManifest } from './manifest';
import { Unrepresentable, circleIn } from './values';
import { itemsOf } from './list';
import { overridesRendering } from './wire';
import { rejectDuplicates } from './duplicates';
import type { BuildContext } from './template';

/** One object of all environments. */
export interface SynthesizedObject {
  /** Path of the construct. */
  readonly construct: string;
  /** Id of the construct, which stands in for a name that varies. */
  readonly id: string;
  /** Folder in each environment. */
  readonly folder: string;
  readonly group: string;
  readonly kind: string;
  /** `undefined` where it differs between environments. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** `metadata.name` and `metadata.namespace` of all environments. */
  readonly identity: { readonly name: Template; readonly namespace: Template | undefined };
  readonly template: Template;
  readonly presence: { readonly present: readonly boolean[]; readonly reason: string } | undefined;
  readonly deviations: readonly { readonly path: string; readonly reason: string }[];
}

export interface SynthesizedPlatform extends PlatformDeclaration {
  readonly construct: IConstruct;
  readonly objects: readonly SynthesizedObject[];
  /** Deviations that changed something, for the proof. */
  readonly deviations: readonly AppliedDeviation[];
}

export interface AppliedDeviation {
  readonly construct: string;
  /** The object, or the opinion that was waived. */
  readonly what: string;
  readonly paths: readonly string[];
  readonly in: readonly string[];
  readonly reason: string;
  readonly until?: string;
}

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
      message: `${other.construct.node.path} is a platform named "${name}" as well`,
      fix: 'Give one of them another id.',
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
    findings.push({ code: 'LS207', construct: node.path, message, fix: 'Repair what the construct complains of.' });
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
        message: 'the object lies in no Platform, so there is no environment to write it for',
        fix: 'Create it, or the chart that holds it, with a Platform as its scope.',
      });
    } else here.platform.add(construct, here.folder!, here.presence);
  }
  for (const child of node.children) visit(child, here, platforms, findings);
}

function rejectOtherPresence(construct: IConstruct, presence: Presence | undefined, set: EnvironmentNames, findings: Finding[]): void {
  if (presence === undefined || presence.set === set) return;
  findings.push({
    code: 'LS102',
    construct: construct.node.path,
    path: 'only',
    message: `\`only\` is of the environments ${presence.set.names.join(', ')}, the platform of ${set.names.join(', ')}`,
    fix: 'Take `only` from the `defineEnvironments` whose set the platform was given.',
  });
}

interface Pending {
  readonly object: ApiObject;
  readonly folder: string;
  readonly presence: readonly Presence[];
}

/** The objects of one platform on their way to templates. */
class PlatformWork {
  readonly deviating: IConstruct[] = [];
  private readonly pending: Pending[] = [];
  private readonly built = new Map<ApiObject, Built>();
  private overrides = new Map<ApiObject, [IConstruct, Override][]>();
  private readonly presences = new Map<ApiObject, readonly boolean[] | undefined>();
  private readonly building = new Set<ApiObject>();
  private readonly context: BuildContext;
  private readonly namespace: Varying<string>;

  constructor(
    private readonly construct: IConstruct,
    private readonly platform: PlatformDeclaration,
  ) {
    this.namespace = platform.environments.attribute('namespace') as Varying<string>;
    this.context = { set: platform.environments, derive: (derived, environment) => this.derive(derived, environment) };
  }

  get environments(): EnvironmentNames {
    return this.platform.environments;
  }

  add(object: ApiObject, folder: string, presence: readonly Presence[]): void {
    this.pending.push({ object, folder, presence });
    this.presences.set(object, this.presentIn(presence)?.present);
  }

  finish(findings: Finding[]): SynthesizedPlatform {
    this.overrides = this.overridesByObject(findings);
    const deviations: AppliedDeviation[] = [];
    const objects: SynthesizedObject[] = [];
    for (const { object, folder, presence } of this.pending) {
      const built = this.guarded(object, findings, () => this.template(object));
      if (built === undefined) continue;
      const deviated: { path: string; reason: string }[] = [];
      for (const { construct, override, paths } of built.applied) {
        const what = titleOf(object);
        const path = construct.node.path;
        if (paths.length === 0) findings.push(withoutEffect(path, what, override));
        deviated.push(...paths.map((changed) => ({ path: changed, reason: override.reason })));
        deviations.push({ construct: path, what, paths, in: override.in, reason: override.reason, ...(override.until && { until: override.until }) });
      }
      for (const item of itemsOf(built.template, this.platform.environments.names.length, this.namespace)) {
        objects.push(describe(object, folder, item.template, joined(this.presentIn(presence), item.present), deviated));
      }
    }
    this.settleWaivers(deviations, findings);
    rejectDuplicates(objects, this.platform.environments.names, findings);
    return { ...this.platform, construct: this.construct, objects, deviations };
  }

  /** The template with every deviation applied, since what is derived from it must see them. */
  private template(object: ApiObject): Built {
    const known = this.built.get(object);
    if (known !== undefined) return known;
    if (this.building.has(object)) {
      throw new Circle('', `a value of ${titleOf(object)} is computed from the object itself`, 'Break the circle.');
    }
    this.building.add(object);
    try {
      let template = templateOf(object, this.context, this.namespace);
      const applied = (this.overrides.get(object) ?? []).map(([construct, override]) => {
        const result = deviate(template, override, this.context);
        template = result.template;
        return { construct, override, paths: result.paths };
      });
      const built = { template, applied };
      this.built.set(object, built);
      return built;
    } finally {
      this.building.delete(object);
    }
  }

  private derive(derived: Derived, environment: number): Json {
    return derived.compute((object) => {
      if (this.presences.get(object)?.[environment] === false) return undefined;
      // What keeps the other object from being built is reported with that object.
      if (!this.building.has(object) && !this.canBuild(object)) return undefined;
      return instantiate(this.template(object).template, environment);
    });
  }

  private canBuild(object: ApiObject): boolean {
    try {
      this.template(object);
      return true;
    } catch (error) {
      if (error instanceof Circle) throw error;
      return false;
    }
  }

  private presentIn(presence: readonly Presence[]): SynthesizedObject['presence'] {
    const limits = presence.filter(({ set }) => set === this.platform.environments);
    if (limits.length === 0) return undefined;
    return {
      present: this.platform.environments.names.map((_, index) => limits.every(({ present }) => present[index])),
      reason: limits.map(({ reason }) => reason).join('; '),
    };
  }

  private overridesByObject(findings: Finding[]): Map<ApiObject, [IConstruct, Override][]> {
    const byObject = new Map<ApiObject, [IConstruct, Override][]>();
    for (const construct of this.deviating) {
      const below = construct.node.findAll().filter((candidate) => ApiObject.isApiObject(candidate)) as ApiObject[];
      for (const deviation of declarationsOf(construct)!.deviations) {
        if (deviation.kind !== 'override') continue;
        const targets = below.filter((object) => [object.kind, titleOf(object)].includes(deviation.object));
        const path = construct.node.path;
        if (targets.length !== 1) {
          const valid = below.map(titleOf).sort().join(', ');
          findings.push({
            code: 'LS203',
            construct: path,
            message: `the deviation is of "${deviation.object}", of which ${path} has ${targets.length === 0 ? 'none' : targets.length}`,
            fix: `Name one of ${valid}.`,
          });
        }
        if (targets.length === 1) byObject.set(targets[0]!, [...(byObject.get(targets[0]!) ?? []), [construct, deviation]]);
      }
    }
    return byObject;
  }

  private settleWaivers(applied: AppliedDeviation[], findings: Finding[]): void {
    for (const construct of this.deviating) {
      const path = construct.node.path;
      for (const deviation of declarationsOf(construct)!.deviations) {
        if (deviation.kind !== 'waiver') continue;
        if (!deviation.used) findings.push(withoutEffect(path, `opinion "${deviation.opinion}"`, deviation));
        applied.push({ construct: path, what: deviation.opinion, paths: [], in: deviation.in, reason: deviation.reason, ...(deviation.until && { until: deviation.until }) });
      }
    }
  }

  /** Runs a step of one object; what it throws about the object becomes a finding, so that all are reported together. */
  private guarded<T>(object: ApiObject, findings: Finding[], step: () => T): T | undefined {
    const where = { construct: object.node.path, object: titleOf(object) };
    if (overridesRendering(object)) {
      const message = `the class ${object.constructor.name} overrides toJson(), so Lockstep cannot see what it writes`;
      findings.push({ code: 'LS202', ...where, message, fix: 'Pass the fields as props, or use addJsonPatch.' });
      return undefined;
    }
    try {
      return step();
    } catch (error) {
      if (error instanceof Unrepresentable) findings.push({ code: 'LS201', ...where, path: error.path, message: error.reason, fix: error.fix });
      else if (error instanceof PatchFailure) {
        findings.push({ code: 'LS203', ...where, message: error.message, fix: 'Patch paths use the names of the manifest as it is written to `dist/`.' });
      } else if (error instanceof RangeError) {
        const path = circleIn(rawManifest(object));
        const message = path === undefined ? `the object cannot be read to its end: ${error.message}` : 'the data contains itself';
        findings.push({ code: 'LS201', ...where, ...(path !== undefined && { path }), message, fix: 'Give data that ends.' });
      } else if (error instanceof Error) {
        const fix = 'Give plain values, or create the object as an ApiObject under its wire names.';
        findings.push({ code: 'LS202', ...where, message: `the object cannot be rendered: ${error.message}`, fix });
      } else throw error;
      return undefined;
    }
  }
}

class Circle extends Unrepresentable {}

/** One object, built. */
interface Built {
  readonly template: Template;
  readonly applied: readonly { readonly construct: IConstruct; readonly override: Override; readonly paths: readonly string[] }[];
}

/** `Kind/name`, with the id of the construct for a name that varies. */
function titleOf(object: ApiObject): string {
  const name: unknown = object.name;
  return `${object.kind}/${typeof name === 'string' ? name : object.node.id}`;
}

function joined(presence: SynthesizedObject['presence'], present: readonly boolean[] | undefined): SynthesizedObject['presence'] {
  if (present === undefined) return presence;
  const here = present.map((there, index) => there && presence?.present[index] !== false);
  return { present: here, reason: presence?.reason ?? 'the list that holds it has it in some environments only' };
}

function withoutEffect(construct: string, what: string, deviation: { readonly in: readonly string[]; readonly reason: string }): Finding {
  return {
    code: 'LS204',
    construct,
    environments: deviation.in,
    message: `the deviation of ${what} (“${deviation.reason}”) changes nothing`,
    fix: 'Remove it: what it asked for is so already.',
  };
}

function describe(
  object: ApiObject,
  folder: string,
  template: Template,
  presence: SynthesizedObject['presence'],
  deviations: SynthesizedObject['deviations'],
): SynthesizedObject {
  const fixed = (node: unknown) => (typeof node === 'string' ? node : undefined);
  const top = entriesOf(template);
  const metadata = entriesOf(top.get('metadata'));
  return {
    construct: object.node.path,
    id: object.node.id,
    folder,
    group: groupOf(fixed(top.get('apiVersion')) ?? object.apiVersion),
    kind: fixed(top.get('kind')) ?? object.kind,
    name: fixed(metadata.get('name')),
    namespace: fixed(metadata.get('namespace')),
    identity: { name: metadata.get('name') as Template, namespace: metadata.get('namespace') as Template | undefined },
    template,
    presence,
    deviations,
  };
}

/** The entries of a map of a template. */
function entriesOf(node: unknown): ReadonlyMap<string, unknown> {
  if (node instanceof MapTemplate) return new Map(node.entries);
  return new Map(isObject(node) ? Object.entries(node) : []);
}
