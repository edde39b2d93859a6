/** Where traffic from outside enters the cluster, as the cluster facts say it. */
import { isObject } from '../../model/json';
import { isVarying } from '../../model/varying';
import { everywhere, field, fixed, list, object, oneOf, record, required, text, type Shape } from '../../model/shape';
import { anyText, cidr, dnsLabel } from '../../model/syntax';
import type { Party } from '../network/connections';
import { hstsShape, type Hsts } from './hsts';

/** Pods that requests come from. */
export interface GatewayPods {
  /** Namespace, by name. */
  readonly namespace: string;
  /** Labels of the pods. Default: all pods of the namespace. */
  readonly labels?: Record<string, string>;
  /**
   * Service account of the pods, if they are in the mesh of the platform. Default: with `istio`, any account of the
   * namespace; otherwise, the pods are not in the mesh, and the ports that they call accept plaintext as well.
   */
  readonly serviceAccount?: string;
}

/** Where requests come from when the gateway runs on the network of its nodes, or outside of the cluster. */
export interface GatewayAddresses {
  /** Address ranges, such as those of the nodes: NetworkPolicies see pods on the host network as their node. */
  readonly addresses: readonly string[];
}

interface Served {
  /**
   * Hosts that its listeners and certificates serve, such as `*.shop.example`. With a Gateway, routes for other hosts
   * are rejected. With an ingress controller, these are the hosts of its default certificate, which need no certificate
   * of their own. Default: any host for a Gateway, none for an ingress controller.
   */
  readonly hosts?: readonly string[];
}

/** A Gateway that exists in the cluster; TLS ends there. */
export interface SharedGateway extends Served {
  /** `gateway-api` (HTTPRoute) or `istio` (VirtualService). */
  readonly api: 'gateway-api' | 'istio';
  /** The Gateway, as `namespace/name`. */
  readonly name: string;
  /** Names of its listeners, for redirects from HTTP to HTTPS (Gateway API). Default: unknown. */
  readonly listeners?: { readonly http: string; readonly https: string };
}

/** An ingress controller: ingress-nginx, whose annotations say what Ingress itself cannot. */
export interface IngressController extends Served {
  readonly api: 'ingress';
  /** Name of its IngressClass. */
  readonly class: string;
  /**
   * HSTS settings in its ConfigMap: ingress-nginx sends the same header for all hosts, or for none. Default: unknown.
   */
  readonly hsts?: Hsts;
}

export type GatewayFacts = (SharedGateway | IngressController) & (GatewayPods | GatewayAddresses);

/** Every fact there can be about a gateway, whichever it is. */
interface AnyGateway extends Served {
  readonly api: 'gateway-api' | 'istio' | 'ingress';
  readonly name?: string;
  readonly listeners?: { readonly http: string; readonly https: string };
  readonly class?: string;
  readonly hsts?: Hsts;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly serviceAccount?: string;
  readonly addresses?: readonly string[];
}

const place = {
  namespace: dnsLabel,
  labels: record(anyText),
  serviceAccount: dnsLabel,
  addresses: everywhere(list(cidr, { atLeast: 1 })),
  hosts: list(anyText),
};
const gatewayName: Shape = text('a gateway as namespace/name', 'istio-system/public', (value) =>
  /^[a-z0-9-]+\/[a-z0-9-.]+$/.test(value),
);
const listeners: Shape = object<{ http: string; https: string }>({
  http: required(dnsLabel),
  https: required(dnsLabel),
});
const API = required(oneOf('gateway-api', 'istio', 'ingress'));

const shared: Shape = object<Omit<AnyGateway, 'class' | 'hsts'>>({
  ...place,
  api: API,
  name: required(gatewayName),
  listeners: everywhere(listeners),
});
const controller: Shape = object<Omit<AnyGateway, 'name' | 'listeners'>>({
  ...place,
  api: fixed(API),
  class: required(dnsLabel),
  hsts: everywhere(hstsShape),
});

/** The shape of the facts of a gateway: which of them there are follows from `api`. */
export const gatewayShape: Shape<GatewayFacts> = (value, at) => {
  if (!isObject(value)) return shared(value, at);
  const { api, addresses, namespace } = value;
  const isController = isVarying(api) ? api.values.includes('ingress') : api === 'ingress';
  (isController ? controller : shared)(value, at);
  if (addresses !== undefined) return;
  const path = `${at.path}.namespace`;
  // Its content is checked with the other facts; here, that every environment has it.
  if (namespace !== undefined) return field(namespace, () => undefined, { ...at, path }, false);
  at.report({
    code: 'LS103',
    path,
    message: 'the prop "namespace" is missing',
    fix: 'Set it together with the `labels` of the gateway pods, or set `addresses` if the gateway uses the host network.',
  });
};

/** The gateway as a caller. */
export function gatewayParty(gateway: GatewayFacts): Party {
  const place: Partial<GatewayPods & GatewayAddresses> = gateway;
  const { addresses, namespace, labels, serviceAccount } = place;
  if (addresses !== undefined || namespace === undefined)
    return { kind: 'addresses', name: 'gateway', cidrs: addresses ?? [], except: [] };
  const sidecar = serviceAccount === undefined ? (gateway.api === 'istio' ? {} : undefined) : { serviceAccount };
  return { kind: 'cluster', name: 'gateway', namespace, labels, ...(sidecar !== undefined && { sidecar }) };
}

/** Group, kind, namespace and name of the object that routes attach to. */
export function gatewayObject(gateway: SharedGateway | IngressController): {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
} {
  if (gateway.api === 'ingress') return { group: 'networking.k8s.io', kind: 'IngressClass', name: gateway.class };
  const [namespace = '', name = ''] = gateway.name.split('/');
  const group = gateway.api === 'istio' ? 'networking.istio.io' : 'gateway.networking.k8s.io';
  return { group, kind: 'Gateway', namespace, name };
}
