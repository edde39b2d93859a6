/** The objects of one platform on their way to templates. */
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PlatformDeclaration } from '../model/declarations';
import type { Derived } from '../model/derived';
import type { Finding } from '../model/finding';
import type { Json } from '../model/json';
import type { Presence } from '../model/presence';
import type { Template } from '../model/template';
import type { EnvironmentNames, Varying } from '../model/varying';
import { overridesByObject, settledWaivers, withoutEffect, type DeclaredOverride } from './deviations';
import { rejectDuplicates } from './duplicates';
import { instantiate } from './instantiate';
import { itemsOf } from './list';
import { rawManifest } from './manifest';
import { deviate, templateOf } from './objects';
import { PatchFailure } from './patch';
import {
  describe,
  titleOf,
  type AppliedDeviation,
  type SynthesizedObject,
  type SynthesizedPlatform,
} from './synthesized';
import type { BuildContext } from './template';
import { Unrepresentable, circleIn } from './values';
import { overridesRendering } from './wire';

interface Pending {
  readonly object: ApiObject;
  readonly folder: string;
  readonly presence: readonly Presence[];
}

export class PlatformWork {
  readonly deviating: IConstruct[] = [];
  private readonly pending: Pending[] = [];
  private readonly built = new Map<ApiObject, Built>();
  private overrides: ReadonlyMap<ApiObject, readonly DeclaredOverride[]> = new Map();
  private readonly presences = new Map<ApiObject, readonly boolean[] | undefined>();
  private readonly building = new Set<ApiObject>();
  private readonly context: BuildContext;
  private readonly namespace: Varying<string>;

  constructor(
    private readonly construct: IConstruct,
    private readonly platform: PlatformDeclaration,
  ) {
    this.namespace = platform.environments.attribute('namespace');
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
    this.overrides = overridesByObject(this.deviating, findings);
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
        deviations.push({
          construct: path,
          what,
          paths,
          in: override.in,
          reason: override.reason,
          ...(override.until && { until: override.until }),
        });
      }
      for (const item of itemsOf(built.template, this.platform.environments.names.length, this.namespace)) {
        objects.push(describe(object, folder, item.template, joined(this.presentIn(presence), item.present), deviated));
      }
    }
    deviations.push(...settledWaivers(this.deviating, findings));
    rejectDuplicates(objects, this.platform.environments.names, findings);
    return { ...this.platform, construct: this.construct, objects, deviations };
  }

  /** The template with every deviation applied, since what is derived from it must see them. */
  private template(object: ApiObject): Built {
    const known = this.built.get(object);
    if (known !== undefined) return known;
    if (this.building.has(object)) {
      throw new Circle(
        '',
        `a value of ${titleOf(object)} is computed from the object itself`,
        'Remove the circular dependency.',
      );
    }
    this.building.add(object);
    try {
      let template = templateOf(object, this.context, this.namespace);
      const applied = (this.overrides.get(object) ?? []).map(({ construct, override }) => {
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
    }, environment);
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

  /** Runs a step of one object; what it throws about the object becomes a finding, so that all are reported together. */
  private guarded<T>(object: ApiObject, findings: Finding[], step: () => T): T | undefined {
    const where = { construct: object.node.path, object: titleOf(object) };
    if (overridesRendering(object)) {
      const message = `the class ${object.constructor.name} overrides toJson(), so Lockstep cannot see its output`;
      findings.push({ code: 'LS202', ...where, message, fix: 'Pass the fields as props, or use addJsonPatch.' });
      return undefined;
    }
    try {
      return step();
    } catch (error) {
      if (error instanceof Unrepresentable)
        findings.push({ code: 'LS201', ...where, path: error.path, message: error.reason, fix: error.fix });
      else if (error instanceof PatchFailure) {
        findings.push({
          code: 'LS203',
          ...where,
          message: error.message,
          fix: 'Patch paths use the field names of the manifest in `dist/`.',
        });
      } else if (error instanceof RangeError) {
        const path = circleIn(rawManifest(object));
        const message = path === undefined ? `the object is infinite: ${error.message}` : 'the data contains itself';
        findings.push({
          code: 'LS201',
          ...where,
          ...(path !== undefined && { path }),
          message,
          fix: 'Use finite data.',
        });
      } else if (error instanceof Error) {
        const fix = 'Use plain values, or create the object as an ApiObject with its wire names.';
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
  readonly applied: readonly (DeclaredOverride & { readonly paths: readonly string[] })[];
}

function joined(
  presence: SynthesizedObject['presence'],
  present: readonly boolean[] | undefined,
): SynthesizedObject['presence'] {
  if (present === undefined) return presence;
  const here = present.map((there, index) => there && presence?.present[index] !== false);
  return { present: here, reason: presence?.reason ?? 'the containing list has it in some environments only' };
}
