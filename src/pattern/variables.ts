/** What may stand as the value of an environment variable, and how it gets into the container. */
import type { IConstruct } from 'constructs';
import { report } from '../model/declarations';
import { Expression, Reference } from '../model/expression';
import { joinText } from '../model/text';
import { either, flag, instance, wrong, type Shape } from '../model/shape';
import { anyText } from '../model/syntax';
import { Absent, derive, isVarying, type Varying } from '../model/varying';
import type { Endpoint } from './connections';
import { endpointsOf } from './connections';
import { OperatorFile } from './operator-files';
import { byEnvironment } from './per-environment';
import { SealedKey } from './sealed';

/** A field of the pod, read through the downward API: `podField('metadata.name')`. */
export class PodField extends Reference {
  constructor(readonly fieldPath: string) {
    super();
  }
  override describe(): string {
    return `pod field ${this.fieldPath}`;
  }
}

/**
 * A field of the pod itself, for logs and traces.
 * @param fieldPath what the downward API offers to variables: `metadata.name`, `metadata.namespace`, `metadata.uid`,
 *   `metadata.labels['key']`, `metadata.annotations['key']`, `spec.nodeName`, `spec.serviceAccountName`, `status.hostIP`, `status.podIP`
 */
export function podField(fieldPath: string): PodField {
  return new PodField(fieldPath);
}

/** Text, numbers and booleans (written as text), URLs of other constructs, sealed keys, fields of the pod. */
export type EnvValue = string | number | boolean | Expression | SealedKey | PodField;

export const envValueShape = either<EnvValue>(
  [(value) => typeof value === 'string', anyText],
  [(value) => typeof value === 'number', integerOrFraction()],
  [(value) => typeof value === 'boolean', flag],
  [() => true, instance('text, a number, true or false, an endpoint, a sealed key or a pod field', isReference)],
);

function integerOrFraction(): Shape<number> {
  return (value, at) =>
    Number.isFinite(value) ? undefined : wrong(at, value, 'a finite number', 'Give such a number.');
}

function isReference(value: unknown): value is Expression | SealedKey | PodField {
  return value instanceof Expression || value instanceof SealedKey || value instanceof PodField;
}

/** Variables of several props as one map. A name that stands in two of them is reported: the second would win in silence. */
export function joinVariables(
  construct: IConstruct,
  groups: Readonly<Record<string, object | undefined>>,
): Readonly<Record<string, unknown>> {
  const joined: Record<string, unknown> = {};
  const from = new Map<string, string>();
  for (const [prop, group] of Object.entries(groups)) {
    for (const [name, value] of Object.entries(group ?? {})) {
      if (value === undefined) continue;
      const other = from.get(name);
      if (other !== undefined) {
        report(construct, {
          code: 'LS107',
          path: `${prop}.${name}`,
          message: `the variable ${name} is given by \`${other}\` already`,
          fix: `Take it out of one of \`${other}\` and \`${prop}\`.`,
        });
      }
      from.set(name, prop);
      joined[name] = value;
    }
  }
  return joined;
}

/** The variables of one container, sorted so that a variable stands before those that expand it. */
export interface Variables {
  /** `env` of the container. */
  readonly entries: readonly unknown[];
  /** Literals, where they are to lie in a ConfigMap instead. */
  readonly literals: Readonly<Record<string, string | Varying<string>>>;
  readonly secrets: readonly SealedKey[];
  readonly endpoints: readonly Endpoint[];
  /** Files that a value names the path of. */
  readonly files: readonly OperatorFile[];
}

/**
 * @param values by name of variable
 * @param inConfigMap leave literals out of `entries`, for a ConfigMap to hold
 */
export function variablesOf(
  construct: IConstruct,
  values: Readonly<Record<string, unknown>>,
  inConfigMap: boolean,
): Variables {
  const secrets = new Map<string, SealedKey>();
  const fields: Record<string, unknown>[] = [];
  const literals: Record<string, string | Varying<string>> = {};
  const composed: Record<string, unknown>[] = [];
  const endpoints: Endpoint[] = [];
  const files: OperatorFile[] = [];
  const names = Object.keys(values).sort();
  for (const name of names) if (values[name] instanceof SealedKey) secrets.set(name, values[name]);
  for (const name of names) {
    const value = values[name];
    endpoints.push(...endpointsOf(value));
    if (value instanceof PodField)
      fields.push({ name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: value.fieldPath } } });
    else if (value instanceof Expression) {
      const inner = value.references.filter(
        (reference) => reference instanceof SealedKey || reference instanceof PodField,
      );
      files.push(...value.references.filter((reference) => reference instanceof OperatorFile));
      // What a ConfigMap holds is not expanded, so nothing in it is escaped.
      const text = expand(construct, name, value, secrets, values, inner.length > 0 || !inConfigMap);
      if (inner.length > 0) composed.push({ name, value: text });
      else literals[name] = text;
    } else if (!(value instanceof SealedKey) && value !== undefined)
      literals[name] = (isVarying(value) ? value.map(String) : String(value)) as string | Varying<string>;
  }
  for (const [name, value] of Object.entries(literals)) refusePlaceholders(construct, name, value);
  const references = [...secrets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { secret, key }]) => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } }));
  const plain = inConfigMap ? [] : Object.entries(literals).map(([name, value]) => literalEntry(name, value));
  return {
    entries: [...fields, ...references, ...plain, ...composed],
    literals,
    secrets: [...secrets.values()],
    endpoints,
    files,
  };
}

/** Text of an expression, in which each sealed key is the expansion of a variable that holds it. */
function expand(
  construct: IConstruct,
  name: string,
  expression: Expression,
  secrets: Map<string, SealedKey>,
  values: Readonly<Record<string, unknown>>,
  escapes: boolean,
) {
  return joinText(
    expression.parts.flatMap((part) => {
      if (part instanceof SealedKey) return [`$(${variableFor(construct, name, part, secrets, values)})`];
      if (part instanceof PodField) return fieldText(construct, name, part, values);
      if (part instanceof OperatorFile) return [part.path];
      if (part instanceof Reference) return [];
      return [escapes ? (derive(part, (text) => text.replaceAll('$(', '$$$$(')) as string | Varying<string>) : part];
    }),
  );
}

/** The expansion of the variable that holds a field of the pod: text is expanded from variables alone. */
function fieldText(
  construct: IConstruct,
  name: string,
  field: PodField,
  values: Readonly<Record<string, unknown>>,
): string[] {
  const held = Object.keys(values)
    .sort()
    .find((other) => {
      const value = values[other];
      return value instanceof PodField && value.fieldPath === field.fieldPath;
    });
  if (held !== undefined) return [`$(${held})`];
  report(construct, {
    code: 'LS735',
    path: `env.${name}`,
    message: `it contains the ${field.describe()}, which no variable holds`,
    fix: `Give it a variable of its own beside this one: POD_FIELD: podField('${field.fieldPath}').`,
  });
  return [];
}

function variableFor(
  construct: IConstruct,
  name: string,
  key: SealedKey,
  secrets: Map<string, SealedKey>,
  values: Readonly<Record<string, unknown>>,
): string {
  const held = [...secrets].find(([, other]) => other.secret === key.secret && other.key === key.key);
  if (held !== undefined) return held[0];
  if (Object.hasOwn(values, key.variable) || secrets.has(key.variable)) {
    report(construct, {
      code: 'LS107',
      path: `env.${name}`,
      message: `it needs the variable ${key.variable} for the ${key.describe()}, and ${key.variable} is something else`,
      fix: `Rename ${key.variable}, or give it the ${key.describe()} yourself.`,
    });
  }
  secrets.set(key.variable, key);
  return key.variable;
}

/** Where the value is absent, so is the variable as a whole. */
function literalEntry(
  name: string,
  value: string | Varying<string | Absent>,
): Record<string, unknown> | Varying<unknown> {
  if (!isVarying(value) || !value.values.some((own) => own instanceof Absent)) return { name, value };
  return (value as Varying<string | Absent>).map((own) => ({ name, value: own }));
}

const PLACEHOLDER = /(^|[/@.])example\.(com|org|net)([:/]|$)/;

function refusePlaceholders(construct: IConstruct, name: string, value: string | Varying<string>): void {
  for (const [environment, text] of byEnvironment(value)) {
    if (typeof text !== 'string' || !PLACEHOLDER.test(text)) continue;
    report(construct, {
      code: 'LS110',
      path: `env.${name}`,
      ...(environment !== undefined && { environments: [environment] }),
      message: `"${text}" is a placeholder address`,
      fix: 'Give the address that the service is to call there.',
    });
  }
}
