/** What programs are told in their arguments and variables, where nothing else in a manifest says it. */
import { list, text } from './read';
import type { JsonObject } from '../model/json';

/** Words of the containers of a pod: commands, arguments and values of variables. */
export function settingsOf(spec: JsonObject | undefined): string[] {
  return [...list(spec, 'containers'), ...list(spec, 'initContainers')].flatMap((container) => [
    ...list(container, 'command').map(String),
    ...list(container, 'args').map(String),
    ...list(container, 'env').map((variable) => text(variable, 'value') ?? ''),
  ]);
}

/** Whether a container is told of a port by its number, so that it may listen there without declaring it. */
export function mentionsPort(spec: JsonObject | undefined, port: number): boolean {
  const number = new RegExp(`(?:^|[^\\w.])${port}(?![\\w.])`);
  return settingsOf(spec).some((word) => number.test(word));
}
