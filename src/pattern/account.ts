/** Accounts of constructs that do not run on plain props yet. Goes with the last of them. */
import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { varies } from '../model/varying';
import { Endpoint } from './connections';
import { buildFrom } from './engine/bridge';
import type { Identity } from './identity';
import type { Permission } from './tenancy/permissions';
import * as plain from './workload/account';

export interface Account {
  readonly name: string;
  /** Whether its pods get a token for the API server. */
  readonly token: boolean;
  /** The API server, where it is talked to. */
  readonly endpoints: readonly Endpoint[];
}

/** `addAccount` in each environment. */
export function addAccount(identity: Identity, permissions: Normal<readonly Permission[]> | undefined): Account {
  buildFrom<{ permissions: readonly Permission[] | undefined }, void>(identity, { permissions }, (subject, own) => {
    plain.addAccount(subject, own.permissions);
  });
  const token = permissions !== undefined && (varies(permissions) || permissions.length > 0);
  const server = identity.platform.cluster.apiServer;
  return { name: identity.name, token, endpoints: token && server !== undefined ? apiServer(identity) : [] };
}

/** The API server, which default deny would keep pods from. @returns nothing, and reports, when the platform does not say where it is */
export function apiServer({ construct, platform }: Identity): readonly Endpoint[] {
  const facts = platform.cluster.apiServer;
  if (facts === undefined || varies(facts.cidrs)) {
    report(construct, {
      code: 'LS116',
      message: 'its pods talk to the API server, and the platform does not say at which address',
      fix: "Declare it on the Platform: cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } } (kubectl get endpointslices kubernetes).",
    });
    return [];
  }
  return [
    new Endpoint({ kind: 'addresses', name: 'api-server', cidrs: facts.cidrs, except: [] }, [
      { port: facts.port as number, protocol: 'TCP' },
    ]),
  ];
}
