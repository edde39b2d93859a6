/** The complete list of what differs between environments, read off the declarations that the templates hold. */
import type { MatrixEntry, MatrixOrigin } from '../model/matrix';
import { childPath, elementKey, listKey } from '../model/paths';
import { ListTemplate, MapTemplate, Optional, Slot, isConstant, type Template } from '../model/template';
import { constantFields } from './template';

export interface MatrixSource {
  readonly file: string;
  readonly template: Template;
  /** Environments in which the object exists, with the reason, when not in all. */
  readonly presence: { readonly present: readonly boolean[]; readonly reason: string } | undefined;
  /** Places that deviations changed, with their reasons. */
  readonly deviations: readonly { readonly path: string; readonly reason: string }[];
}

export function matrixOf(source: MatrixSource): MatrixEntry[] {
  const entries: MatrixEntry[] = [];
  if (source.presence !== undefined) {
    const { present, reason } = source.presence;
    entries.push({
      file: source.file,
      path: '',
      values: present.map((there) => there || undefined),
      origin: 'presence',
      reason,
    });
  }
  const add = (path: string, every: MatrixEntry['values'], origin: MatrixOrigin) => {
    const values = source.presence === undefined ? every : whereThere(every, source.presence.present);
    if (values === undefined) return;
    const deviation = source.deviations.find((other) => covers(other.path, path) || covers(path, other.path));
    if (deviation === undefined) entries.push({ file: source.file, path, values, origin });
    // What a deviation adds as a whole stays a presence: its values say where it is, not what it is.
    else
      entries.push({
        file: source.file,
        path,
        values,
        origin: origin === 'presence' ? origin : 'deviation',
        reason: deviation.reason,
      });
  };
  walk(source.template, '', '', add);
  return entries;
}

/** What differs between the environments that have the object; `undefined` when nothing does. */
function whereThere(values: MatrixEntry['values'], present: readonly boolean[]): MatrixEntry['values'] | undefined {
  const own = values.filter((_, index) => present[index]).map((value) => JSON.stringify(value));
  return own.every((value) => value === own[0])
    ? undefined
    : values.map((value, index) => (present[index] ? value : undefined));
}

type Add = (path: string, values: MatrixEntry['values'], origin: MatrixOrigin) => void;

function walk(node: Template, path: string, field: string, add: Add): void {
  if (node instanceof Slot) add(path, node.values, node.origin);
  else if (node instanceof Optional) walkOptional(node, path, field, add);
  else if (node instanceof MapTemplate) {
    for (const [key, inner] of node.entries) if (!isConstant(inner)) walk(inner, childPath(path, key), key, add);
  } else if (node instanceof ListTemplate) {
    const keys = elementKeys(field, node);
    node.elements.forEach((element, index) => walk(element, `${path}[${keys?.[index] ?? index}]`, '', add));
  }
}

/** An optional scalar is one slot with gaps; an optional container is a presence, and what varies below it follows. */
function walkOptional(node: Optional, path: string, field: string, add: Add): void {
  if (node.node instanceof Slot) return add(path, node.node.values, node.node.origin);
  if (typeof node.node !== 'object')
    return add(
      path,
      node.present.map((there) => (there ? (node.node as string) : undefined)),
      'value',
    );
  add(
    path,
    node.present.map((there) => there || undefined),
    'presence',
  );
  walk(node.node, path, field, add);
}

function elementKeys(field: string, list: ListTemplate): (string | undefined)[] | undefined {
  const elements = list.elements.map(constantFields);
  const fields = listKey(field, elements);
  return fields && elements.map((element) => elementKey(fields, element as Record<string, unknown>));
}

function covers(above: string, below: string): boolean {
  return (
    below === above ||
    (below.startsWith(above) && (above === '' || below[above.length] === '.' || below[above.length] === '['))
  );
}
