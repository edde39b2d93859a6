/** From one ApiObject to its template, with patches and deviations applied. */
import type { ApiObject } from 'cdk8s';
import { diff } from '../model/diff';
import { isObject, type Json, type JsonObject } from '../model/json';
import type { Override, PatchOperation } from '../model/deviation';
import { isClusterScoped } from '../model/scopes';
import { MapTemplate, Slot, type Template } from '../model/template';
import type { Varying } from '../model/varying';
import { instantiate } from './instantiate';
import { conversionOf, toWire } from './wire';
import { patchesOf, rawManifest } from './manifest';
import { merge } from './merge';
import { PatchFailure, applyPatch, mergeOverride } from './patch';
import { build, pick, type BuildContext } from './template';
import { settleAll } from './values';

/** The template of an object before deviations. @throws Unrepresentable, PatchFailure, Error from a conversion */
export function templateOf(object: ApiObject, context: BuildContext, namespace: Varying<string>): Template {
  const raw = rawManifest(object);
  const metadata = raw.metadata as Record<string, unknown>;
  if (metadata.namespace === undefined && !isClusterScoped(groupOf(object.apiVersion), object.kind))
    metadata.namespace = namespace;
  const convert = conversionOf(object);
  const template = convert === undefined ? build(raw, context)! : converted(settleAll(raw), convert, context);
  const patches = patchesOf(object);
  return patches.length === 0 ? template : patched(template, patches as readonly PatchOperation[], context, () => true);
}

function converted(settled: unknown, convert: (props: unknown) => unknown, context: BuildContext): Template {
  return merge(
    context.set.names.map((_, index) => toWire(pick(settled, index, context) as JsonObject, convert)),
    '',
  )!;
}

/** What a deviation made of a template, and where. */
export interface Deviated {
  readonly template: Template;
  /** Places it changed in any environment. Empty when it has no effect. */
  readonly paths: readonly string[];
}

/** @throws PatchFailure */
export function deviate(template: Template, override: Override, context: BuildContext): Deviated {
  const applies = (index: number) => override.in.includes(context.set.names[index]!);
  let result = template;
  if (override.values !== undefined) result = overridden(result, override.values, context, applies);
  if (override.patch !== undefined) result = patched(result, override.patch, context, applies);
  const paths = context.set.names.flatMap((_, index) =>
    applies(index) ? diff(instantiate(template, index), instantiate(result, index)).map((change) => change.path) : [],
  );
  return { template: result, paths: [...new Set(paths)] };
}

function patched(
  template: Template,
  patches: readonly PatchOperation[],
  context: BuildContext,
  applies: (index: number) => boolean,
): Template {
  const operations = patches.map((operation) => ({ ...operation, value: settleAll(operation.value) }));
  for (const operation of operations) refuseEmptyOperation(operation);
  return remade(template, context, (json, index) => {
    if (!applies(index)) return json;
    const own = operations.map((operation) => {
      const value = pick(operation.value, index, context);
      return operation.op !== 'remove' && value === undefined
        ? undefined
        : { ...operation, ...(value === undefined ? {} : { value }) };
    });
    return applyPatch(
      json,
      own.filter((operation) => operation !== undefined),
    );
  });
}

/** What a patch says must happen, or be refused: nothing of it is left out. */
function refuseEmptyOperation({ op, path, value }: PatchOperation): void {
  if (!['add', 'remove', 'replace', 'test'].includes(op))
    throw new PatchFailure(`${op} ${path}: only add, remove, replace and test are supported; write out the path`);
  if (op !== 'remove' && (value === undefined || value === null))
    throw new PatchFailure(`${op} ${path}: it has no value`);
}

function overridden(
  template: Template,
  overrides: unknown,
  context: BuildContext,
  applies: (index: number) => boolean,
): Template {
  const values = settleAll(overrides);
  return remade(template, context, (json, index) =>
    applies(index) ? mergeOverride(json, pickNulls(values, index, context))! : json,
  );
}

/** Like `pick`, but keeps `null`, which removes an entry. */
function pickNulls(values: unknown, index: number, context: BuildContext): unknown {
  if (values === null) return null;
  if (!isObject(values)) return pick(values, index, context) ?? null;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, pickNulls(value, index, context)]));
}

function remade(template: Template, context: BuildContext, remake: (json: Json, index: number) => Json): Template {
  const merged = merge(
    context.set.names.map((_, index) => {
      const json = instantiate(template, index);
      return json === undefined ? undefined : remake(json, index);
    }),
    '',
  )!;
  return stillDerived(template, merged);
}

/** What was derived before, and has not been changed, still is: plain data does not say where it came from. */
function stillDerived(before: Template, after: Template): Template {
  if (before instanceof Slot && after instanceof Slot) {
    return before.origin === 'derived' && before.values.every((value, index) => value === after.values[index])
      ? before
      : after;
  }
  if (!(before instanceof MapTemplate) || !(after instanceof MapTemplate)) return after;
  const known = new Map(before.entries);
  return new MapTemplate(
    after.entries.map(([key, node]) => [key, known.has(key) ? stillDerived(known.get(key)!, node) : node]),
  );
}

/** Group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}
