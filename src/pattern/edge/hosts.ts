/** Hosts of a route against those that a gateway serves. */
import { choose } from '../../model/nearest';
import type { Parts } from '../engine/parts';

/** A host that no listener has is answered by nobody, or with the certificate of another. */
export function refuseUnservedHosts(
  parts: Parts,
  hosts: readonly string[],
  served: readonly string[] | undefined,
): void {
  if (served === undefined) return;
  for (const host of hosts.filter((own) => !isServed(own, served)))
    parts.report({
      code: 'LS119',
      path: 'route.hosts',
      message: `the gateway does not serve "${host}"`,
      fix: choose(host, served),
    });
}

/** Whether one of the patterns serves a host. */
export function isServed(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (!pattern.startsWith('*.')) return pattern === host;
    const label = host.slice(0, -pattern.length + 1);
    return host.endsWith(pattern.slice(1)) && label !== '' && !label.includes('.');
  });
}
