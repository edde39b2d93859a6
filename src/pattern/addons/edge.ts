/** What lets traffic in, and the certificates that it shows. */
import { object, oneOf, type PropsOf } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { chart, kind, replicated, replicatedShapes, type Replicated } from './kind';

export const certManager = kind<Replicated>({
  purpose: 'Certificates from ACME and private issuers.',
  charts: [chart('https://charts.jetstack.io', 'cert-manager', 'v1.21.2')],
  namespace: 'cert-manager',
  serves: ['cert-manager.io', 'acme.cert-manager.io'],
  // Issuers are asked over HTTPS; the challenge is checked as the issuer will check it: over HTTP, and by asking name servers.
  traffic: { webhooks: [10250], metrics: [9402], public: [53, 80, 443], toGateway: true, among: true },
  shape: replicated,
  values: (given, site) => {
    const component = {
      replicaCount: site.replicas,
      podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
      resources: given.resources,
    };
    return {
      crds: { enabled: true, keep: true },
      // Its leases would be in kube-system, for which the project has no permission.
      global: { leaderElection: { namespace: site.namespace } },
      ...component,
      webhook: component,
      cainjector: component,
      prometheus: { enabled: true, servicemonitor: site.monitor('labels') },
      // A hook that every sync would wait for; Argo CD waits for the webhook itself.
      startupapicheck: { enabled: false },
    };
  },
});

const ingressNginxPods = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' };

/** ingress-nginx. */
export interface IngressNginx extends PropsOf<typeof ingressNginxProps> {}
const ingressNginxProps = {
  ...replicatedShapes,
  /** Name of the IngressClass. Default: nginx. */
  class: anyText,
  /** Type of its Service. Default: LoadBalancer. */
  service: oneOf('LoadBalancer', 'NodePort', 'ClusterIP'),
};
export const ingressNginx = kind<IngressNginx>({
  purpose: 'Ingress controller, for platforms that still use it: it was retired in March 2026.',
  charts: [chart('https://kubernetes.github.io/ingress-nginx', 'ingress-nginx', '4.15.1', { installs: '1.15.1' })],
  namespace: 'ingress-nginx',
  podSecurity: [
    'baseline',
    'It binds ports 80 and 443 by the capability NET_BIND_SERVICE, and escalates privileges to get it.',
  ],
  clusterKinds: [['networking.k8s.io', 'IngressClass']],
  brings: [{ group: 'networking.k8s.io', kind: 'IngressClass', name: 'nginx' }],
  pods: ingressNginxPods,
  facts: (given, namespace) => ({
    gateway: { api: 'ingress', class: given.class ?? 'nginx', namespace, labels: ingressNginxPods },
  }),
  traffic: { webhooks: [8443], metrics: [10254], entry: [80, 443], toPlatform: 'all' },
  shape: object<IngressNginx>(ingressNginxProps),
  values: (given, site) => {
    const { class: name = 'nginx', service: type = 'LoadBalancer', resources } = given;
    return {
      controller: {
        replicaCount: site.replicas,
        // The chart writes a budget where there are several, which is what leaves room for a drain.
        minAvailable: 1,
        ingressClass: name,
        ingressClassResource: { name, enabled: true, default: false },
        service: { type, externalTrafficPolicy: 'Local' },
        // With snippets, anyone who may write an Ingress can configure the whole controller.
        allowSnippetAnnotations: false,
        metrics: { enabled: true, serviceMonitor: site.monitor('additionalLabels') },
        resources,
      },
    };
  },
});

export const envoyGateway = kind<Replicated>({
  purpose: 'Gateway API controller with Envoy as the proxy.',
  charts: [chart('docker.io/envoyproxy', 'gateway-helm', 'v1.7.2', { release: 'envoy-gateway' })],
  namespace: 'envoy-gateway-system',
  serves: ['gateway.networking.k8s.io', 'gateway.envoyproxy.io'],
  clusterKinds: [['gateway.networking.k8s.io', 'GatewayClass']],
  pods: { 'app.kubernetes.io/managed-by': 'envoy-gateway', 'app.kubernetes.io/component': 'proxy' },
  // Proxies run in its namespace and listen above 10000: they bind no privileged port.
  traffic: { webhooks: [9443], metrics: [19001], entry: [10080, 10443], toPlatform: 'all', among: true },
  shape: replicated,
  values: ({ resources }, { replicas, budget }) => ({
    deployment: { replicas, envoyGateway: { resources } },
    podDisruptionBudget: budget,
  }),
});

const istioChart = (name: string, more: Parameters<typeof chart>[3] = {}) =>
  chart('https://istio-release.storage.googleapis.com/charts', name, '1.31.1', more);

export const istio = kind<Replicated>({
  purpose: 'Service mesh: CRDs and control plane.',
  charts: [istioChart('base', { release: 'istio-base', values: { defaultRevision: 'default' } }), istioChart('istiod')],
  namespace: 'istio-system',
  serves: ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
  pods: { app: 'istiod' },
  rewrites: [
    // istiod closes its validating webhook once it answers.
    {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      jqPathExpressions: ['.webhooks[].failurePolicy', '.webhooks[].clientConfig.caBundle'],
    },
  ],
  traffic: { webhooks: [15017], metrics: [15014], fromPlatform: [15012], among: true },
  shape: replicated,
  values: ({ resources }, { replicas }) => ({
    autoscaleEnabled: false,
    replicaCount: replicas,
    global: { defaultPodDisruptionBudget: { enabled: replicas > 1 } },
    meshConfig: { accessLogFile: '/dev/stdout' },
    resources,
  }),
});

export const istioGateway = kind<Replicated>({
  purpose: 'Istio ingress gateway.',
  charts: [istioChart('gateway', { release: 'istio-ingressgateway' })],
  namespace: 'istio-ingress',
  pods: { istio: 'ingressgateway' },
  order: 'last',
  needs: ['istio'],
  traffic: { metrics: [15020], entry: [80, 443, 15021], toPlatform: 'all', calls: { istio: [15012] } },
  shape: replicated,
  values: (given, site) => ({
    replicaCount: site.replicas,
    autoscaling: { enabled: false },
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: given.resources,
  }),
});
