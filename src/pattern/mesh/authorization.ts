/** Who may call pods in a mesh, by service account and port: the declared connections once more, as the sidecars hold them. */
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { combine, derive, isVarying } from '../../model/varying';
import { whereDeclared, type Connection, type Connections, type Party } from '../connections';
import { addObject, type Labels } from '../object';
import type { PlatformScope } from '../scope';

/** Pods that are called: what their NetworkPolicy is written for. */
export interface Called {
  readonly construct: Construct;
  readonly platform: PlatformScope;
  readonly pods: Extract<Party, { kind: 'pods' }>;
  readonly labels: Labels;
}

/**
 * An AuthorizationPolicy with a rule for each connection to the pods, and a PeerAuthentication that lets callers without a
 * sidecar in on the ports that are declared for them, and on no other: a Prometheus or an operator outside of the mesh.
 * @param id of their NetworkPolicy, where a construct has several
 */
export function addAuthorization({ construct, platform, pods, labels }: Called, id: string): void {
  if (platform.cluster.mesh !== 'sidecar') return;
  const suffix = id === 'NetworkPolicy' ? '' : `-${id}`;
  const { connections, namespaceName } = platform;
  const selector = { matchLabels: pods.labels };
  const metadata = { name: pods.name, labels };
  addObject(construct, `AuthorizationPolicy${suffix}`, 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata,
    spec: {
      action: 'ALLOW',
      selector,
      rules: Lazy.any({
        produce: () => nonEmpty(connections.to(pods.name).flatMap((connection) => ruleOf(connection, namespaceName))),
      }),
    },
  });
  addObject(construct, `PeerAuthentication${suffix}`, 'configuration', {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata,
    spec: {
      selector,
      mtls: { mode: 'STRICT' },
      portLevelMtls: Lazy.any({ produce: () => plainPorts(connections, pods.name) }),
    },
  });
}

function ruleOf(connection: Connection, namespace: unknown): readonly unknown[] {
  const ports = connection.ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => derive(port, String));
  if (ports.length === 0) return [];
  const operation = { ports, ...(connection.paths !== undefined && { paths: connection.paths, methods: ['GET'] }) };
  return [
    whereDeclared(connection, connection.from, {
      from: [{ source: sourceOf(connection.from, namespace) }],
      to: [{ operation }],
    }),
  ];
}

/**
 * Pods without a sidecar cannot prove who they are, and their NetworkPolicy is what tells them apart; whoever can prove it is not
 * let in by their rule.
 */
function sourceOf(party: Party, namespace: unknown): Record<string, unknown> {
  if (party.kind === 'pods') return { principals: [principal(namespace, party.name)] };
  if (party.kind === 'addresses')
    return { ipBlocks: party.cidrs, ...(party.except.length > 0 && { notIpBlocks: party.except }) };
  if (party.sidecar === undefined) return { notPrincipals: ['*'] };
  const { serviceAccount } = party.sidecar;
  return serviceAccount === undefined
    ? { namespaces: [party.namespace] }
    : { principals: [principal(party.namespace, serviceAccount)] };
}

/** `cluster.local` stands for the trust domain of the mesh, whatever it is called. */
function principal(namespace: unknown, serviceAccount: unknown): unknown {
  return combine(
    { namespace, serviceAccount },
    (own) => `cluster.local/ns/${String(own.namespace)}/sa/${String(own.serviceAccount)}`,
  );
}

/** Ports that somebody without a sidecar calls, by number. */
function plainPorts(connections: Connections, name: string): unknown {
  const ports = connections
    .to(name)
    .filter(({ from }) => from.kind !== 'pods' && (from.kind === 'addresses' || from.sidecar === undefined))
    .flatMap((connection) =>
      connection.ports
        .filter(({ protocol }) => protocol === 'TCP')
        .map(({ port }) => whereDeclared(connection, connection.from, port)),
    );
  if (ports.length === 0) return undefined;
  const modes = combine(Object.fromEntries(ports.entries()), (own) => {
    const numbers = [...new Set(Object.values(own).filter((port) => port !== undefined))]
      .map(String)
      .sort((a, b) => Number(a) - Number(b));
    return Object.fromEntries(numbers.map((port) => [port, { mode: 'PERMISSIVE' }]));
  });
  return isVarying(modes) ? modes.map((own) => (Object.keys(own as object).length > 0 ? own : undefined)) : modes;
}

function nonEmpty(rules: readonly unknown[]): readonly unknown[] | undefined {
  return rules.length > 0 ? rules : undefined;
}
