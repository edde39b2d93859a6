/** Settings of programs in their arguments and variables that no other field of a manifest contains. */
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

/** Whether a container is configured with a port number, so that it may listen there without declaring it. */
export function mentionsPort(spec: JsonObject | undefined, port: number): boolean {
  const number = new RegExp(`(?:^|[^\\w.])${port}(?![\\w.])`);
  return settingsOf(spec).some((word) => number.test(word));
}
