/** Literal addresses of the platform's own services: written as text, they declare no connection, and the policy blocks them. */
import type { Subject } from '../engine/build';
import type { Values } from './variables';

const HOST = /(?:\/\/|@)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?=[:/?#]|$|\.[-a-z0-9]+\.svc(?:[.:/?#]|$))/g;

/** @param variables values by name; only plain text is looked at */
export function refuseOwnHosts({ parts, pods }: Subject, variables: Values): void {
  parts.atSynth(({ names, connectionsFrom }) => {
    const reached = new Set(connectionsFrom(pods.name).map(({ to }) => to.name));
    return Object.entries(variables).flatMap(([name, text]) => {
      if (typeof text !== 'string') return [];
      const host = [...text.matchAll(HOST)].map(([, found]) => found!).find((found) => names.has(found));
      if (host === undefined || host === pods.name || reached.has(host)) return [];
      return [
        {
          code: 'LS151',
          path: `env.${name}`,
          message: `"${text}" is the address of ${host} as plain text, which does not declare a connection: the NetworkPolicies on both sides block it`,
          fix: `Use the \`url\` of the ${host} construct, or add its endpoint to \`calls\`.`,
        },
      ];
    });
  });
}
