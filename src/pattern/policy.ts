/**
 * NetworkPolicies from connections: everything is denied, then each connection is allowed on both sides. What is not
 * declared is not reachable, and a construct without connections gets a policy that allows nothing (law 9).
 */
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { absent, derive, Varying } from '../model/varying';
import type { Connection, Party, TransportPort } from './connections';
import { foundation } from './namespace';
import { addObject, type Labels } from './object';
import type { Platform } from './platform';

/** Private, shared, link-local and metadata ranges: what "the public internet" does not mean (RFC 1918, 6598, 3927). */
export const NOT_PUBLIC = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** Denies everything to and from every pod of the namespace that no other policy allows. */
export function addDefaultDeny(platform: Platform): void {
  addObject(foundation(platform), 'default-deny', 'foundation', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', labels: platform.commonLabels },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
  });
}

/** The policy of one set of pods: what the connections say, and cluster DNS. */
export function addPolicy(scope: Construct, platform: Platform, pods: Extract<Party, { kind: 'pods' }>, labels: Labels): void {
  const { connections } = platform;
  const produce = (rules: () => unknown) => Lazy.any({ produce: rules });
  addObject(scope, 'NetworkPolicy', 'configuration', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: pods.name, labels },
    spec: {
      podSelector: { matchLabels: pods.labels },
      policyTypes: ['Egress', 'Ingress'],
      egress: produce(() => [...dns(platform), ...connections.from(pods.name).map((call) => rule(call, call.to, 'to'))]),
      ingress: produce(() => {
        const rules = connections.to(pods.name).map((call) => rule(call, call.from, 'from'));
        return rules.length > 0 ? rules : undefined;
      }),
    },
  });
}

function rule(connection: Connection, peer: Party, side: 'to' | 'from'): unknown {
  const allowed = { [side]: peers(peer), ports: connection.ports.map(transport) };
  const presence = [connection.from, connection.to].flatMap((party) => (party.kind === 'pods' && party.presence ? [party.presence] : []));
  if (presence.length === 0) return allowed;
  const { set } = presence[0]!;
  return new Varying(set, set.names.map((_, index) => (presence.every(({ present }) => present[index]) ? allowed : absent)));
}

function peers(party: Party): unknown[] {
  if (party.kind === 'pods') return [{ podSelector: { matchLabels: party.labels } }];
  if (party.kind === 'cluster') {
    return [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': party.namespace } },
        ...(party.labels === undefined ? {} : { podSelector: { matchLabels: party.labels } }),
      },
    ];
  }
  return party.cidrs.map((cidr) => ({ ipBlock: { cidr, ...(party.except.length > 0 ? { except: party.except } : {}) } }));
}

function transport({ port, protocol }: TransportPort): unknown {
  return { port, protocol };
}

function dns(platform: Platform): unknown[] {
  const { namespace = 'kube-system', labels = { 'k8s-app': 'kube-dns' }, nodeLocal = false } = platform.cluster.dns ?? {};
  const pods = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: labels } };
  const local = derive(nodeLocal as boolean, (on) => (on ? { ipBlock: { cidr: '169.254.20.10/32' } } : absent));
  return [{ to: [pods, local], ports: [transport({ port: 53, protocol: 'TCP' }), transport({ port: 53, protocol: 'UDP' })] }];
}
