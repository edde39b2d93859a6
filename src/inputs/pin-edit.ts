/** Copies a pin from one environment to another in the text of `images.lock.yaml`; comments and formatting stay. */
import type { Document, Pair, Scalar, YAMLMap } from 'yaml';

/**
 * @param text of a lock that `parseImageLock` took without findings
 * @param from an environment that has a pin of its own
 * @returns the new text; only the value of `to` has changed, or a pin for `to` follows that of `from`
 */
export function copyPin(text: string, platform: string, image: string, from: string, to: string): string {
  const yaml = require('yaml') as typeof import('yaml');
  const document: Document.Parsed = yaml.parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const map = document.getIn([platform, image], true) as YAMLMap.Parsed;
  const pairs = map.items as Pair<Scalar.Parsed, YAMLMap.Parsed | null>[];
  const pairOf = (name: string): Pair<Scalar.Parsed, YAMLMap.Parsed | null> | undefined =>
    pairs.find(({ key }) => String(key.value) === name);
  const source = pairOf(from);
  if (!source?.value) throw new Error(`BUG: no pin "${platform}.${image}.${from}" to copy`);
  const target = pairOf(to);
  if (target?.value) {
    const inPlace = copyScalars(text, source.value, target.value);
    if (inPlace !== undefined) return inPlace;
  }
  if (target?.value && target.value.flow === true && source.value.flow === true) {
    const [start, stop] = target.value.range;
    return text.slice(0, start) + text.slice(source.value.range[0], source.value.range[1]) + text.slice(stop);
  }
  const copied = text.slice(source.key.range[1], source.value.range[1]).replace(/\r?\n$/, '');
  if (target !== undefined) {
    const stop = target.value?.range[1] ?? target.key.range[1];
    const rest = text[stop - 1] === '\n' ? stop - (text[stop - 2] === '\r' ? 2 : 1) : stop;
    return text.slice(0, target.key.range[1]) + copied + text.slice(rest);
  }
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (map.flow === true) {
    const at = source.value.range[1];
    return `${text.slice(0, at)}, ${to}${copied}${text.slice(at)}`;
  }
  const indent = ' '.repeat(source.key.range[0] - (text.lastIndexOf('\n', source.key.range[0] - 1) + 1));
  const stop = source.value.range[1];
  const newline = text[stop - 1] === '\n' ? stop - 1 : text.indexOf('\n', stop);
  const at = newline === -1 ? text.length : newline + 1;
  const lines = `${indent}${to}${copied}${end}`;
  return newline === -1 ? text + end + lines.slice(0, -end.length) : text.slice(0, at) + lines + text.slice(at);
}

/** Replaces the values of keys that both pins have; `undefined` when they do not have the same keys. */
function copyScalars(text: string, source: YAMLMap.Parsed, target: YAMLMap.Parsed): string | undefined {
  if (source.items.length !== target.items.length) return undefined;
  const replacements: { range: readonly [number, number, number]; by: string }[] = [];
  for (const { key, value } of target.items) {
    const from = source.items.find((pair) => String(pair.key) === String(key))?.value;
    if (!from?.range || !value?.range) return undefined;
    replacements.push({ range: value.range, by: text.slice(from.range[0], from.range[1]) });
  }
  replacements.sort((a, b) => b.range[0] - a.range[0]);
  return replacements.reduce((edited, { range, by }) => edited.slice(0, range[0]) + by + edited.slice(range[1]), text);
}
