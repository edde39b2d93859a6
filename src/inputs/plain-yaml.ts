/**
 * Reads the YAML that people and `lockstep` write into these files nearly always (block mappings, plain and simple
 * quoted scalars, one-line `{ … }`, literal blocks) some ten times faster than the `yaml` package, and gives up on
 * anything else. What it returns is what the package would have returned; a property test holds it to that.
 */
import type { Pair, ParsedNode, Scalar, YAMLMap } from 'yaml';

/** Words that YAML 1.2 does not read as strings. */
const NOT_STRINGS = /^(?:null|true|false|\.inf|\.nan)$/i;
const LINE = /^( *)([A-Za-z._][-A-Za-z0-9._/]*|"[-A-Za-z0-9._/]*"):(?: +([^\s#].*?))?(?: +#.*)?$/;
const SKIPPED = /^ *(?:#.*)?$/;
const QUOTED = /^"([^"\\]*)"$/;
const PLAIN = /^[A-Za-z/_0-9](?:[-A-Za-z0-9+/=._@]|:(?=[-A-Za-z0-9+/=._@]))*$/;
const NUMBER = /^[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/;
const FLOW_ENTRY = /^([A-Za-z_][-A-Za-z0-9_]*): +("[^"\\{},[\]#]*"|[^\s"',{}[\]#]+)$/;

interface Open {
  readonly indent: number;
  readonly map: YAMLMap.Parsed;
}

/** The mapping that a text is, with `range`, `source` and `type` of each node; `undefined` when it is not that simple. */
export function parsePlainYaml(text: string): YAMLMap.Parsed | undefined {
  if (/[^\n\x20-\x7e]/.test(text)) return undefined;
  const { Scalar: ScalarNode, YAMLMap: MapNode, Pair: PairNode } = require('yaml') as typeof import('yaml');

  const scalar = (value: unknown, start: number, stop: number, type: Scalar.Type, source: string): Scalar.Parsed =>
    Object.assign(new ScalarNode(value), {
      type,
      source,
      range: [start, stop, stop] as [number, number, number],
    }) as Scalar.Parsed;
  const mapping = (start: number): YAMLMap.Parsed =>
    Object.assign(new MapNode(), { range: [start, start, start] }) as unknown as YAMLMap.Parsed;
  const put = (map: YAMLMap.Parsed, key: Scalar.Parsed, value: ParsedNode): void => {
    map.items.push(new PairNode(key, value) as Pair<ParsedNode, ParsedNode | null>);
  };
  const single = (written: string, start: number): Scalar.Parsed | undefined => {
    const stop = start + written.length;
    const quoted = QUOTED.exec(written)?.[1];
    if (quoted !== undefined) return scalar(quoted, start, stop, 'QUOTE_DOUBLE', quoted);
    if (!PLAIN.test(written) || NOT_STRINGS.test(written) || /^0[xo]/.test(written)) return undefined;
    return scalar(NUMBER.test(written) ? Number(written) : written, start, stop, 'PLAIN', written);
  };
  const flow = (written: string, start: number): YAMLMap.Parsed | undefined => {
    const map = Object.assign(mapping(start), { flow: true });
    let at = start + 1;
    for (const part of written.slice(1, -1).split(',')) {
      const entry = part.trim();
      const [, key, value] = FLOW_ENTRY.exec(entry) ?? [];
      if (key === undefined || value === undefined || NOT_STRINGS.test(key)) return undefined;
      const begin = at + part.indexOf(entry);
      const isBoolean = value === 'true' || value === 'false';
      const valueAt = begin + entry.length - value.length;
      const node = isBoolean
        ? scalar(value === 'true', valueAt, valueAt + value.length, 'PLAIN', value)
        : single(value, valueAt);
      if (node === undefined) return undefined;
      put(map, scalar(key, begin, begin + key.length, 'PLAIN', key), node);
      at += part.length + 1;
    }
    map.range = [start, start + written.length, start + written.length];
    return map;
  };

  const stack: Open[] = [];
  /** The key whose mapping the next line begins. */
  let pending: { readonly key: Scalar.Parsed; readonly indent: number } | undefined;
  let root: YAMLMap.Parsed | undefined;
  let at = text.startsWith('---\n') ? 4 : 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, end);
    const from = at;
    at = end + 1;
    if (SKIPPED.test(line)) continue;
    const [, spaces = '', name = '', written] = LINE.exec(line) ?? [];
    if (name === '' || NOT_STRINGS.test(name)) return undefined;
    const indent = spaces.length;
    const start = from + indent;
    if (pending !== undefined || root === undefined) {
      if (pending !== undefined && indent <= pending.indent) return undefined;
      const map = mapping(start);
      if (pending === undefined) root = map;
      else put(stack.at(-1)!.map, pending.key, map);
      stack.push({ indent, map });
      pending = undefined;
    }
    while (stack.length > 1 && stack.at(-1)!.indent > indent) stack.pop();
    const open = stack.at(-1)!;
    if (open.indent !== indent) return undefined;
    const quoted = QUOTED.exec(name)?.[1];
    const key = scalar(
      quoted ?? name,
      start,
      start + name.length,
      quoted === undefined ? 'PLAIN' : 'QUOTE_DOUBLE',
      quoted ?? name,
    );
    if (written === undefined) {
      pending = { key, indent };
      continue;
    }
    const valueAt = from + line.indexOf(written, indent + name.length + 1);
    if (written === '|') {
      const block = literal(text, at, indent);
      if (block === undefined || line.includes('#')) return undefined;
      put(open.map, key, scalar(block.value, valueAt, block.stop, 'BLOCK_LITERAL', block.value));
      at = block.stop;
      continue;
    }
    const value = written.startsWith('{') && written.endsWith('}') ? flow(written, valueAt) : single(written, valueAt);
    if (value === undefined) return undefined;
    put(open.map, key, value);
  }
  return pending === undefined ? root : undefined;
}

/** The lines of a literal block without blank ones, which end with a newline. */
function literal(text: string, from: number, parent: number): { value: string; stop: number } | undefined {
  let indent = 0;
  let value = '';
  let at = from;
  for (;;) {
    const end = text.indexOf('\n', at);
    if (end === -1) return at === text.length && value !== '' ? { value, stop: at } : undefined;
    const line = text.slice(at, end);
    const depth = line.length - line.trimStart().length;
    if (line.trim() === '') return undefined;
    if (indent === 0) {
      if (depth <= parent) return undefined;
      indent = depth;
    }
    if (depth < indent) return depth <= parent ? { value, stop: at } : undefined;
    value += `${line.slice(indent)}\n`;
    at = end + 1;
  }
}
