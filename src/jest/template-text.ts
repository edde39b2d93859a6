/**
 * A template as YAML for people: one object of all environments. What varies is tagged `!vary`, as in the source code:
 * `replicas: !vary { dev: 1, prod: 3 }`; what only some environments have says so in a comment.
 */
import { childIndentation, leadingFirst, valueText } from '../emit/block';
import { keyText, stringText } from '../emit/scalars';
import { isObject, type Json } from '../model/json';
import { ListTemplate, MapTemplate, Optional, Slot, type Template } from '../model/template';

type Container = MapTemplate | ListTemplate;
type Parent = 'key' | 'dash';

/** Characters in a line, up to which the values of a slot share one. */
const WIDEST = 120;

/**
 * @param environments names, in the order with which slots are aligned
 * @returns lines, the last one ended; without a document marker
 */
export function templateText(template: Template, environments: readonly string[]): string {
  return new Writer(environments).document(template);
}

class Writer {
  constructor(private readonly environments: readonly string[]) {}

  document(template: Template): string {
    if (template instanceof MapTemplate) return this.items(rootFirst(template), '', '');
    const text = this.node(template, 'dash', '', 0);
    return text.startsWith(' ') ? text.slice(1).replace(/^ {2}/gm, '') : text;
  }

  /** What stands after `key:` or `-`, with the line break at its end. @param column where it begins */
  private node(node: Template, parent: Parent, indentation: string, column: number): string {
    if (node instanceof Optional) return this.optional(node, parent, indentation, column);
    if (node instanceof Slot) return this.slot(node.values, parent, indentation, column);
    if (isContainer(node)) return this.container(node, parent, indentation, '');
    return valueText(node, parent, indentation, 'sorted');
  }

  private optional({ present, node }: Optional, parent: Parent, indentation: string, column: number): string {
    const comment = ` # only in ${this.environments.filter((_, index) => present[index]).join(', ')}`;
    if (isContainer(node)) return this.container(node, parent, indentation, comment);
    if (node instanceof Slot || typeof node !== 'object') {
      const own = (index: number) => (node instanceof Slot ? node.values[index] : node);
      return this.slot(
        present.map((there, index) => (there ? own(index) : undefined)),
        parent,
        indentation,
        column,
      );
    }
    const text = valueText(node, parent, indentation, 'sorted');
    if (/^ [[{]/.test(text)) return `${text.trimEnd()}${comment}\n`;
    return parent === 'key' ? comment + text : `${comment}\n${indentation}  ${text.slice(1)}`;
  }

  private container(node: Container, parent: Parent, indentation: string, comment: string): string {
    const isList = node instanceof ListTemplate;
    if ((isList ? node.elements : node.entries).length === 0) return ` ${isList ? '[]' : '{}'}${comment}\n`;
    const inner = childIndentation(isList, parent, indentation);
    const first = parent === 'key' || comment !== '' ? `${comment}\n${inner}` : ' ';
    return this.items(node, inner, first);
  }

  private items(node: Container, inner: string, first: string): string {
    const items: readonly (readonly [label: string, node: Template])[] =
      node instanceof ListTemplate
        ? node.elements.map((element) => ['-', element])
        : node.entries.map(([key, value]) => [keyText(key, inner), value]);
    const parent = node instanceof ListTemplate ? 'dash' : 'key';
    const text = ([label, item]: (typeof items)[number]) =>
      label + this.node(item, parent, inner, inner.length + label.length);
    return items.map((item, index) => (index === 0 ? first : inner) + text(item)).join('');
  }

  private slot(values: readonly (Json | undefined)[], parent: Parent, indentation: string, column: number): string {
    const flow = ` !vary { ${this.environments.map((name, index) => `${name}: ${flowText(values[index])}`).join(', ')} }`;
    if (column + flow.length <= WIDEST && !values.some(hasLines)) return `${flow}\n`;
    const inner = `${indentation}  `;
    const entries = this.environments.map((name, index) => {
      const value = values[index];
      return `${inner}${name}:${value === undefined ? ' absent\n' : valueText(value, 'key', inner, 'sorted')}`;
    });
    return ` !vary\n${entries.join('')}`;
  }
}

function isContainer(node: Template): node is Container {
  return node instanceof MapTemplate || node instanceof ListTemplate;
}

function rootFirst({ entries }: MapTemplate): MapTemplate {
  const byKey = new Map(entries);
  return new MapTemplate(leadingFirst([...byKey.keys()]).map((key) => [key, byKey.get(key)!]));
}

function hasLines(value: Json | undefined): boolean {
  return typeof value === 'string' && value.includes('\n');
}

/** A value within braces, where some plain text would end it. */
function flowText(value: Json | undefined): string {
  if (value === undefined) return 'absent';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(flowText).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map((key) => `${flowText(key)}: ${flowText(value[key] as Json)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value as number | boolean);
  const text = stringText(value);
  return value === 'absent' || /[,[\]{}]/.test(text) ? JSON.stringify(value) : text;
}
