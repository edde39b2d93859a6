/** Hosts of a route against those that a gateway serves. */
import type { IConstruct } from 'constructs';
import { report } from '../../model/declarations';
import { choose } from '../../model/nearest';
import { byEnvironment } from '../per-environment';

/** A host that no listener has is answered by nobody, or with the certificate of another. */
export function refuseUnservedHosts(construct: IConstruct, hosts: readonly unknown[], served: unknown): void {
  if (!Array.isArray(served)) return;
  const unserved = hosts.flatMap((host) =>
    valuesOf(host).map(([environment, own]) => ({
      environment,
      own,
      known: served.flatMap((one) => valueIn(one, environment)),
    })),
  );
  for (const { environment, own, known } of unserved) {
    if (own === undefined || known.some((pattern) => serves(pattern, own))) continue;
    report(construct, {
      code: 'LS119',
      path: 'route.hosts',
      ...(environment === undefined ? {} : { environments: [environment] }),
      message: `the gateway does not serve "${own}"`,
      fix: choose(own, known),
    });
  }
}

/** Whether one of the patterns that hold in an environment serves a host. */
export function servedIn(environment: string, served: unknown, host: string): boolean {
  return (
    Array.isArray(served) && served.flatMap((one) => valueIn(one, environment)).some((pattern) => serves(pattern, host))
  );
}

function serves(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const label = host.slice(0, -pattern.length + 1);
  return host.endsWith(pattern.slice(1)) && label !== '' && !label.includes('.');
}

/** A value with the environment it is of, or `undefined` for one that is the same everywhere. */
function valuesOf(value: unknown): readonly (readonly [environment: string | undefined, own: string | undefined])[] {
  const text = (own: unknown) => (typeof own === 'string' ? own : undefined);
  return byEnvironment(value).map(([environment, own]) => [environment, text(own)]);
}

function valueIn(value: unknown, environment: string | undefined): readonly string[] {
  return valuesOf(value).flatMap(([where, own]) =>
    own !== undefined && (where === undefined || environment === undefined || where === environment) ? [own] : [],
  );
}
