/** What is different in two states of a folder, in words of objects and fields. */
import { diff, type Change } from '../../model/diff';
import { isObject, type Json } from '../../model/json';
import { isConfidential } from '../check/committed';
import type { Repository, TreeFile } from './repository';

/** A file, identified by its content; read only if it differs. */
export interface Content {
  readonly id: string;
  readonly text: () => string;
}

export interface ObjectChange {
  /** Below the folder of the environment. */
  readonly file: string;
  /** `Deployment/api`; the file if it is not an object. */
  readonly object: string;
  readonly kind: 'appears' | 'disappears' | 'changes' | 'cannot be read';
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly fields: readonly Change[];
}

export type Contents = ReadonlyMap<string, Content>;

/** Texts are read from git when one of them is asked for, all at once. */
export function contentsOf(repository: Repository, files: ReadonlyMap<string, TreeFile>): Contents {
  let texts: ReadonlyMap<string, string> | undefined;
  const textOf = (id: string): string => {
    texts ??= repository.texts([...new Set([...files.values()].filter(({ plain }) => plain).map((file) => file.id))]);
    return texts.get(id) ?? '';
  };
  return new Map([...files].map(([file, { id, plain }]) => [file, { id, text: () => (plain ? textOf(id) : '') }]));
}

export function changesBetween(before: Contents, after: Contents): readonly ObjectChange[] {
  const files = [...new Set([...before.keys(), ...after.keys()])].sort();
  return files.flatMap((file): ObjectChange[] => {
    const [one, other] = [before.get(file), after.get(file)];
    if (one?.id === other?.id) return [];
    const [left, right] = [one && read(one), other && read(other)];
    const object = titleOf(right ?? left) ?? file;
    const unreadable = [left, right].some((json) => json !== undefined && !isObject(json));
    const kind = unreadable
      ? 'cannot be read'
      : one === undefined
        ? 'appears'
        : other === undefined
          ? 'disappears'
          : 'changes';
    return [{ file, object, kind, before: left, after: right, fields: kind === 'changes' ? diff(left, right) : [] }];
  });
}

/** So many lines, then a count. */
const NAMED = 12;
const SHOWN = 60;

/** One line for each place that changes. */
export function describe(changes: readonly ObjectChange[]): string {
  const all = changes.flatMap(({ object, kind, fields, before, after }) => {
    if (kind !== 'changes') return [`${object} ${kind}`];
    if (fields.length === 0) return [`${object} is formatted differently`];
    const kinds = [before, after].map((json) => (isObject(json) ? json.kind : undefined));
    return fields.map(
      (field) =>
        `${object} ${field.path}${isConfidential(field.path, kinds) ? ' changes' : `: ${shown(field.before)} → ${shown(field.after)}`}`,
    );
  });
  const rest = all.length - NAMED;
  return [...(rest > 1 ? all.slice(0, NAMED) : all), ...(rest > 1 ? [`and ${rest} more fields`] : [])].join('\n');
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** Text that is not YAML is left as it is. */
export function read({ text }: Content): Json {
  const { parse } = require('yaml') as typeof import('yaml');
  const written = text();
  try {
    return (parse(written, { logLevel: 'error' }) ?? '') as Json;
  } catch {
    return written;
  }
}

function titleOf(json: Json | undefined): string | undefined {
  if (!isObject(json) || typeof json.kind !== 'string' || !isObject(json.metadata)) return undefined;
  return `${json.kind}/${String(json.metadata.name ?? '')}`;
}
