/** Compose files, in the short and the long syntax of the Compose specification. */
import { posix } from 'node:path';
import type { Document } from 'yaml';
import type { Code } from '../../model/codes';
import { findingAbout, type Finding } from '../../model/finding';
import { isObject } from '../../model/json';
import type { LocalService, LocalVariable, Placed, VariableFile } from '../../model/local-setup';
import { plainDocument } from '../manifests/document';
import { follow } from '../manifests/position';
import { lineAndColumn } from '../manifests/text';
import { worded } from '../../model/phrase';
import { invalidYaml } from '../yaml-reasons';
import { containerPorts } from './ports';
import { substitute } from './substitute';

export interface ComposeFile {
  readonly services: readonly LocalService[];
  /** Names that it substitutes. */
  readonly substituted: ReadonlySet<string>;
  /** Files of variables that services name, as findings name files. */
  readonly uses: readonly string[];
  readonly findings: readonly Finding[];
}

export function isComposeFile(name: string): boolean {
  return /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i.test(name);
}

type Trail = readonly (string | number)[];
type Content = Readonly<Record<string, unknown>>;

/**
 * @param file as findings name it
 * @param values of the `.env` file next to it
 * @param variablesOf a file of variables, as findings name it; `undefined` where there is none
 */
export function readCompose(
  file: string,
  text: string,
  values: ReadonlyMap<string, string>,
  variablesOf: (file: string) => VariableFile | undefined,
): ComposeFile {
  const { document, findings } = parse(file, text);
  const { value, faults } = document === undefined ? { value: undefined, faults: [] } : plainDocument(document);
  findings.push(
    ...faults.map(({ code, at, message, fix }) => ({
      code: OF_ANY.has(code) ? code : ('LS840' as const),
      file: `${file}:${lineAndColumn(text, at)}`,
      ...worded(message, fix),
    })),
  );
  const services: unknown = isObject(value) ? value.services : undefined;
  if (document === undefined || !isObject(services)) {
    if (services !== undefined && document !== undefined) findings.push(noServices(file));
    return { services: [], substituted: new Set(), uses: [], findings };
  }
  const reader = new Reader(file, text, document, values, variablesOf);
  return {
    services: Object.keys(services).map((name) => reader.service(name, services)),
    substituted: reader.substituted,
    uses: [...reader.uses],
    findings,
  };
}

function noServices(file: string): Finding {
  return findingAbout({ code: 'LS840', file })`
    \`services\` is not a map of services
    Use \`services:\` with one key per service below it.`;
}

/** What is as wrong in any YAML. */
const OF_ANY: ReadonlySet<Code> = new Set<Code>(['LS853', 'LS855']);
/** Tags by which one compose file takes back what another one says. */
const OF_COMPOSE = ['!reset', '!override'];

function parse(file: string, text: string): { readonly document?: Document.Parsed; readonly findings: Finding[] } {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  const broken = (at: number, code: string) => {
    const { message, fix } = invalidYaml(code, text.slice(at, at + 1));
    const place = `${file}:${lineAndColumn(text, at)}`;
    return { findings: [{ code: 'LS840' as const, file: place, ...worded(message, fix) }] };
  };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      version: '1.2',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return broken(0, 'RESOURCE_EXHAUSTION');
  }
  const known = ({ pos }: { readonly pos: readonly [number, number] }) =>
    OF_COMPOSE.some((tag) => text.startsWith(tag, pos[0]));
  const [error] = [...document.errors, ...document.warnings.filter((warning) => !known(warning))];
  if (error === undefined) return { document, findings: [] };
  return broken(error.pos[0], error.code);
}

class Reader {
  readonly substituted = new Set<string>();
  readonly uses = new Set<string>();

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly values: ReadonlyMap<string, string>,
    private readonly variablesOf: (file: string) => VariableFile | undefined,
  ) {}

  service(name: string, services: Content): LocalService {
    const { content, elsewhere } = this.extended(name, services, new Set());
    const at: Trail = ['services', name];
    const files = this.variableFiles(content.env_file);
    const variables = new Map(files.flatMap((one) => (one === undefined ? [] : [...one.variables])));
    for (const [key, variable] of this.variables(content.environment, [...at, 'environment']))
      variables.set(key, variable);
    const image = typeof content.image === 'string' ? this.known(content.image) : undefined;
    const health = this.health(content.healthcheck);
    return {
      name,
      file: this.file,
      place: this.place(at),
      ...(image !== undefined && { image: { value: image, place: this.place([...at, 'image']) } }),
      words: [...wordsOf(content.entrypoint), ...wordsOf(content.command)].map((word) => this.resolved(word).text),
      configured: [content.volumes, content.configs].some(
        (list) =>
          Array.isArray(list) && list.some((one) => /\.(?:conf|cnf|ya?ml|acl|json|ini)\b/i.test(JSON.stringify(one))),
      ),
      ports: [...this.ports(content.ports, [...at, 'ports']), ...this.ports(content.expose, [...at, 'expose'])],
      variables,
      complete: !elsewhere && files.every((one) => one !== undefined),
      ...(health !== undefined && { health: { value: health, place: this.place([...at, 'healthcheck', 'test']) } }),
    };
  }

  /** What a service takes over from another one of the same file. */
  private extended(
    name: string,
    services: Content,
    seen: Set<string>,
  ): { readonly content: Content; readonly elsewhere: boolean } {
    const own: Content = isObject(services[name]) ? services[name] : {};
    const from: unknown = isObject(own.extends)
      ? own.extends.file === undefined
        ? own.extends.service
        : null
      : own.extends;
    if (from === undefined || seen.has(name)) return { content: own, elsewhere: false };
    if (typeof from !== 'string' || !isObject(services[from])) return { content: own, elsewhere: true };
    const { content, elsewhere } = this.extended(from, services, seen.add(name));
    const environment = { ...variableMap(content.environment), ...variableMap(own.environment) };
    return { content: { ...content, ...own, ...(Object.keys(environment).length > 0 && { environment }) }, elsewhere };
  }

  private variables(written: unknown, at: Trail): readonly (readonly [string, LocalVariable])[] {
    // a name without a value, which YAML reads as null, takes it from the environment that starts compose
    const names = new Set([...Object.keys(variableMap(written)), ...(Array.isArray(written) ? [] : this.keysAt(at))]);
    return [...names].map((name) => {
      const value = variableMap(written)[name];
      const index = Array.isArray(written)
        ? written.findIndex((one) => String(one as string).split('=')[0] === name)
        : name;
      const place = this.place([...at, index]);
      if (value === undefined) return [name, { place }];
      const resolved = this.resolved(value);
      const told =
        resolved.names.length === 0 ? { literal: resolved.text } : { fallback: substitute(value, new Map()).text };
      return [name, { place, ...told, ...(resolved.known && { value: resolved.text }) }];
    });
  }

  /** @returns `undefined` for each that is not there */
  private variableFiles(written: unknown): readonly (VariableFile | undefined)[] {
    return (Array.isArray(written) ? (written as unknown[]) : [written]).flatMap((one) => {
      const path = isObject(one) ? one.path : one;
      if (typeof path !== 'string') return [];
      const file = posix.normalize(posix.join(posix.dirname(this.file), this.resolved(path).text));
      this.uses.add(file);
      return [this.variablesOf(file)];
    });
  }

  private ports(written: unknown, at: Trail): readonly Placed<number>[] {
    if (!Array.isArray(written)) return [];
    return (written as unknown[]).flatMap((one, index) => {
      const value = typeof one === 'string' ? this.known(one) : one;
      return containerPorts(value).map((port) => ({ value: port, place: this.place([...at, index]) }));
    });
  }

  private health(written: unknown): string | undefined {
    if (!isObject(written) || written.disable === true) return undefined;
    const words = wordsOf(written.test);
    if (words[0] === 'NONE' || words.length === 0) return undefined;
    return this.known(words.filter((word, index) => index > 0 || !/^CMD(?:-SHELL)?$/.test(word)).join(' '));
  }

  private resolved(text: string): ReturnType<typeof substitute> {
    const result = substitute(text, this.values);
    for (const name of result.names) this.substituted.add(name);
    return result;
  }

  /** `undefined` where a name has no value. */
  private known(text: string): string | undefined {
    const { text: value, known } = this.resolved(text);
    return known ? value : undefined;
  }

  private keysAt(at: Trail): string[] {
    const { isMap, isScalar } = require('yaml') as typeof import('yaml');
    const { node, depth } = follow(this.document.contents, at, this.document);
    return depth === at.length && isMap(node)
      ? node.items.flatMap(({ key }) => (isScalar(key) && typeof key.value === 'string' ? [key.value] : []))
      : [];
  }

  private place(at: Trail): string {
    return `${this.file}:${lineAndColumn(this.text, follow(this.document.contents, at, this.document).offset)}`;
  }
}

/** A command as a list of words; a text is left in one piece, which is enough to look something up in it. */
function wordsOf(written: unknown): readonly string[] {
  if (typeof written === 'string') return [written];
  return Array.isArray(written)
    ? written
        .filter((word) => ['string', 'number', 'boolean'].includes(typeof word))
        .map((word) => String(word as string))
    : [];
}

/** By name; `undefined` without a value. */
function variableMap(written: unknown): Readonly<Record<string, string | undefined>> {
  if (Array.isArray(written)) {
    return Object.fromEntries(
      written
        .filter((one) => typeof one === 'string')
        .map((one: string) => {
          const at = one.indexOf('=');
          return at < 0 ? [one, undefined] : [one.slice(0, at), one.slice(at + 1)];
        }),
    );
  }
  if (!isObject(written)) return {};
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      typeof value === 'object' || value === undefined ? undefined : String(value as string),
    ]),
  );
}
