/** Literal addresses of the platform's own services: written as text, they declare no connection, and the policy blocks them. */
import { checkAtSynth, report } from '../model/declarations';
import type { Identity } from './identity';
import { byEnvironment } from './per-environment';

const HOST = /(?:\/\/|@)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?=[:/?#]|$|\.[-a-z0-9]+\.svc(?:[.:/?#]|$))/g;

/** @param variables values by name; only plain text is looked at */
export function refuseOwnHosts(
  { construct, platform, pods }: Identity,
  variables: Readonly<Record<string, unknown>>,
): void {
  checkAtSynth(construct, () => {
    const reached = new Set(
      platform.environments.names.flatMap((_, index) =>
        platform.connections.from(pods.name, index).map(({ to }) => to.name),
      ),
    );
    for (const [name, value] of Object.entries(variables)) {
      for (const [environment, text] of byEnvironment(value)) {
        const host =
          typeof text === 'string'
            ? [...text.matchAll(HOST)].map(([, found]) => found!).find((found) => platform.names.has(found))
            : undefined;
        if (host === undefined || host === pods.name || reached.has(host)) continue;
        report(construct, {
          code: 'LS151',
          path: `env.${name}`,
          ...(environment !== undefined && { environments: [environment] }),
          message: `"${String(text)}" is the address of ${host} as text, which declares no connection: the policies of both block it`,
          fix: `Use the \`url\` of the construct ${host}, or add its endpoint to \`calls\`.`,
        });
      }
    }
  });
}
