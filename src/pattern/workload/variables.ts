/** How the variables of a process get into its container. */
import { Expression, Reference } from '../../model/expression';
import { endpointsOf, type Endpoint } from '../network/connections';
import type { Parts } from '../engine/parts';
import type { EnvVar } from '../manifests';
import { OperatorFile } from './operator-files';
import { SealedKey } from '../secrets/sealed';
import { PodField, type EnvValue } from './env-value';

export type Values = Readonly<Record<string, EnvValue>>;

/** Variables of several props as one map. A name in two of them is reported: the second would win silently. */
export function joinVariables(parts: Parts, groups: Readonly<Record<string, Values | undefined>>): Values {
  const joined: Record<string, EnvValue> = {};
  const from = new Map<string, string>();
  for (const [prop, group] of Object.entries(groups)) {
    for (const [name, value] of Object.entries(group ?? {})) {
      const other = from.get(name);
      if (other !== undefined) {
        parts.report({
          code: 'LS107',
          path: `${prop}.${name}`,
          message: `the variable ${name} is already set by \`${other}\``,
          fix: `Remove it from either \`${other}\` or \`${prop}\`.`,
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
  readonly entries: readonly EnvVar[];
  /** Literals that go into a ConfigMap instead. */
  readonly literals: Readonly<Record<string, string>>;
  readonly secrets: readonly SealedKey[];
  readonly endpoints: readonly Endpoint[];
  /** Files that a value names the path of. */
  readonly files: readonly OperatorFile[];
}

/**
 * @param values by name of variable
 * @param inConfigMap leave literals out of `entries`, for a ConfigMap to hold
 */
export function variablesOf(parts: Parts, values: Values, inConfigMap: boolean): Variables {
  const expander = new Expander(parts, values);
  const literals: Record<string, string> = {};
  const composed: EnvVar[] = [];
  const fields: EnvVar[] = [];
  const all = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of all) {
    if (value instanceof PodField)
      fields.push({ name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: value.fieldPath } } });
    else if (value instanceof Expression) {
      const expands = value.references.some((own) => own instanceof SealedKey || own instanceof PodField);
      // What a ConfigMap holds is not expanded, so nothing in it is escaped.
      const text = expander.expand(name, value, expands || !inConfigMap);
      if (expands) composed.push({ name, value: text });
      else literals[name] = text;
    } else if (!(value instanceof SealedKey)) literals[name] = String(value);
  }
  for (const [name, value] of Object.entries(literals)) refusePlaceholders(parts, name, value);
  const secrets = expander.held();
  const references = secrets.map(([name, { secret, key }]) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret, key } },
  }));
  const plain = inConfigMap ? [] : Object.entries(literals).map(([name, value]) => ({ name, value }));
  const expressions = all.flatMap(([, value]) => (value instanceof Expression ? value.references : []));
  return {
    entries: [...fields, ...references, ...plain, ...composed],
    literals,
    secrets: secrets.map(([, key]) => key),
    endpoints: all.flatMap(([, value]) => endpointsOf(value)),
    files: expressions.filter((own) => own instanceof OperatorFile),
  };
}

/** Turns expressions into text, in which each sealed key is the expansion of a variable that holds it. */
class Expander {
  private readonly secrets: Map<string, SealedKey>;

  constructor(
    private readonly parts: Parts,
    private readonly values: Values,
  ) {
    const sealed = Object.entries(values).filter(
      (entry): entry is [string, SealedKey] => entry[1] instanceof SealedKey,
    );
    this.secrets = new Map(sealed.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Variables that hold sealed keys, those that an expression needed included. */
  held(): readonly (readonly [name: string, key: SealedKey])[] {
    return [...this.secrets].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  expand(name: string, expression: Expression, escapes: boolean): string {
    const text = expression.parts.map((part) => {
      if (part instanceof SealedKey) return `$(${this.variableFor(name, part)})`;
      if (part instanceof PodField) return this.fieldText(name, part);
      if (part instanceof OperatorFile) return part.path;
      if (part instanceof Reference) return '';
      return escapes ? String(part).replaceAll('$(', '$$$$(') : String(part);
    });
    return text.join('');
  }

  /** The expansion of the variable that holds a field of the pod: text is expanded from variables alone. */
  private fieldText(name: string, field: PodField): string {
    const held = Object.keys(this.values)
      .sort()
      .find((other) => {
        const value = this.values[other];
        return value instanceof PodField && value.fieldPath === field.fieldPath;
      });
    if (held !== undefined) return `$(${held})`;
    this.parts.report({
      code: 'LS735',
      path: `env.${name}`,
      message: `it contains the ${field.describe()}, which is not available in any variable`,
      fix: `Add a separate variable for it: POD_FIELD: podField('${field.fieldPath}').`,
    });
    return '';
  }

  private variableFor(name: string, key: SealedKey): string {
    const held = [...this.secrets].find(([, other]) => other.secret === key.secret && other.key === key.key);
    if (held !== undefined) return held[0];
    if (Object.hasOwn(this.values, key.variable) || this.secrets.has(key.variable)) {
      this.parts.report({
        code: 'LS107',
        path: `env.${name}`,
        message: `it needs the variable ${key.variable} for the ${key.describe()}, but ${key.variable} is already set to something else`,
        fix: `Rename ${key.variable}, or set it to the ${key.describe()} yourself.`,
      });
    }
    this.secrets.set(key.variable, key);
    return key.variable;
  }
}

const PLACEHOLDER = /(^|[/@.])example\.(com|org|net)([:/]|$)/;

function refusePlaceholders(parts: Parts, name: string, value: string): void {
  if (!PLACEHOLDER.test(value)) return;
  parts.report({
    code: 'LS110',
    path: `env.${name}`,
    message: `"${value}" is a placeholder address`,
    fix: 'Set the address that the service calls there.',
  });
}
