/**
 * Every place where an object names others: by name, by host, by labels. One table: resolution, order of waves, the graph
 * and rename safety read it, and a new kind is a few rows more. Paths stop at the node that holds the name; `[*]` is each
 * element of a list or map.
 */
import { DATABASE_SITES } from './sites/databases';
import { OPERATION_SITES } from './sites/operations';
import { SECRET_SITES } from './sites/secrets';
import { TRAFFIC_SITES } from './sites/traffic';
import { WORKLOAD_SITES } from './sites/workloads';
import type { HostSite, SelectorSite, SiteBlock } from './site';

export const SITES: readonly SiteBlock[] = [
  ...WORKLOAD_SITES,
  ...TRAFFIC_SITES,
  ...DATABASE_SITES,
  ...SECRET_SITES,
  ...OPERATION_SITES,
];

const VIRTUAL_SERVICE = 'VirtualService.networking.istio.io';

/** Nodes with `host`, a Service or a host outside, and `port.number`. */
export const HOST_SITES: readonly HostSite[] = [
  ...['http', 'tls', 'tcp'].map((protocol) => ({
    kind: VIRTUAL_SERVICE,
    path: `spec.${protocol}[*].route[*].destination`,
  })),
  { kind: VIRTUAL_SERVICE, path: 'spec.http[*].mirror' },
  { kind: VIRTUAL_SERVICE, path: 'spec.http[*].mirrors[*].destination' },
  { kind: 'DestinationRule.networking.istio.io', path: 'spec' },
];

/** Nodes that select by label. An empty selector means everything. */
export const SELECTOR_SITES: readonly SelectorSite[] = [
  { kind: 'Service', path: 'spec.selector', selects: 'pods', form: 'labels', within: 'own' },
  { kind: 'PodDisruptionBudget.policy', path: 'spec.selector', selects: 'pods', form: 'selector', within: 'own' },
  {
    kind: 'NetworkPolicy.networking.k8s.io',
    path: 'spec.podSelector',
    selects: 'pods',
    form: 'selector',
    within: 'own',
  },
  {
    kind: 'NetworkPolicy.networking.k8s.io',
    path: 'spec.ingress[*].from[*]',
    selects: 'pods',
    form: 'selector',
    within: 'selected',
  },
  {
    kind: 'NetworkPolicy.networking.k8s.io',
    path: 'spec.egress[*].to[*]',
    selects: 'pods',
    form: 'selector',
    within: 'selected',
  },
  {
    kind: 'ServiceMonitor.monitoring.coreos.com',
    path: 'spec',
    selects: 'services',
    form: 'selector',
    within: 'selected',
  },
  { kind: 'PodMonitor.monitoring.coreos.com', path: 'spec', selects: 'pods', form: 'selector', within: 'selected' },
  ...['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'].map((kind): SelectorSite => ({
    kind: `${kind}.security.istio.io`,
    path: 'spec.selector',
    selects: 'pods',
    form: 'selector',
    within: 'own',
  })),
];
