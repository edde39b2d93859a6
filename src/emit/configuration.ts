/** `configuration.yaml` and `build.yaml` of the proof: what services read, and what is compiled into their images. */
import type { Json, JsonObject } from '../model/json';
import { renderJson } from './yaml';

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly description: string | undefined;
  readonly secret: boolean;
  readonly way: 'environment' | 'build' | 'browser';
  readonly default: string | undefined;
  readonly values: readonly (string | undefined)[];
}

interface Service {
  readonly service: string;
  readonly image: string;
  readonly variables: readonly Variable[];
}

/** By service and variable: its type, its default, and its value in each environment or, of a secret, its key. */
export function renderConfiguration(services: readonly Service[], environments: readonly string[]): string {
  return document(
    [
      'The variables of each service, from its schema; `value` is the same in all environments. Contains no secret values.',
    ],
    sorted(
      services.map(({ service, variables }) => [
        service,
        sorted(variables.map((own) => [own.name, variableJson(own, environments)])),
      ]),
    ),
  );
}

/** By image: the arguments of its build in each environment. */
export function renderBuild(services: readonly Service[], environments: readonly string[]): string {
  const byImage = new Map<string, readonly (readonly [string, Json])[]>();
  for (const { image, variables } of services) {
    const own = variables
      .filter(({ way }) => way === 'build')
      .map((variable) => [variable.name, valuesJson(variable, environments)] as const);
    if (own.length > 0) byImage.set(image, [...(byImage.get(image) ?? []), ...own]);
  }
  return document(
    ['Build arguments of images: values that are compiled into an image cannot be changed at run time.'],
    sorted([...byImage].map(([image, own]) => [image, sorted(own)])),
  );
}

function variableJson(variable: Variable, environments: readonly string[]): Json {
  const { type, description, secret, way, default: fallback } = variable;
  return {
    type,
    ...(description !== undefined && { description }),
    ...(secret && { secret }),
    ...(way !== 'environment' && { way }),
    ...(fallback !== undefined && { default: fallback }),
    ...valuesJson(variable, environments),
  };
}

function valuesJson({ values }: Variable, environments: readonly string[]): JsonObject {
  const [first] = values;
  if (first !== undefined && values.every((value) => value === first)) return { value: first };
  return {
    values: Object.fromEntries(
      environments.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]])),
    ),
  };
}

function sorted(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function document(says: readonly string[], json: Json): string {
  return `${says.map((line) => `# ${line}\n`).join('')}# Written by Lockstep; do not edit.\n${renderJson(json, 'given')}`;
}
