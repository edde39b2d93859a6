/** Where CRDs come from, and the kinds that are taken. */
export interface CrdSource {
  readonly module: string;
  /** Folder of the YAML files in the module. */
  readonly folder: string;
  readonly kinds: readonly string[];
  /** Fields that the CRD which people install does not require, although the one of the folder does. */
  readonly optional?: readonly string[];
}

export const CRD_SOURCES: readonly CrdSource[] = [
  {
    module: 'github.com/bitnami-labs/sealed-secrets@v0.36.6',
    folder: 'helm/sealed-secrets/crds',
    kinds: ['SealedSecret'],
  },
  {
    module: 'github.com/cloudnative-pg/cloudnative-pg@v1.28.0',
    folder: 'config/crd/bases',
    kinds: [
      'Cluster',
      'Pooler',
      'ScheduledBackup',
      'Backup',
      'Database',
      'ImageCatalog',
      'ClusterImageCatalog',
      'Publication',
      'Subscription',
    ],
  },
  {
    module: 'github.com/cert-manager/cert-manager@v1.21.2',
    folder: 'deploy/crds',
    kinds: ['Certificate', 'Issuer', 'ClusterIssuer'],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    folder: 'example/prometheus-operator-crd',
    kinds: ['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe', 'AlertmanagerConfig'],
  },
  {
    module: 'github.com/external-secrets/external-secrets@v1.3.2',
    folder: 'config/crds/bases',
    kinds: ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore', 'PushSecret'],
  },
  {
    module: 'github.com/kedacore/keda/v2@v2.21.0',
    folder: 'config/crd/bases',
    kinds: ['ScaledObject', 'ScaledJob', 'TriggerAuthentication', 'ClusterTriggerAuthentication'],
  },
  {
    module: 'github.com/fluxcd/flagger@v1.36.1',
    folder: 'artifacts/flagger',
    kinds: ['Canary', 'MetricTemplate', 'AlertProvider'],
  },
  {
    module: 'sigs.k8s.io/gateway-api@v1.4.1',
    folder: 'config/crd/standard',
    kinds: ['Gateway', 'GatewayClass', 'HTTPRoute', 'GRPCRoute', 'ReferenceGrant', 'BackendTLSPolicy'],
  },
  {
    module: 'github.com/argoproj/argo-cd/v3@v3.5.7',
    folder: 'manifests/crds',
    kinds: ['Application', 'AppProject', 'ApplicationSet'],
  },
  {
    module: 'github.com/elastic/cloud-on-k8s/v3@v3.5.0',
    folder: 'config/crds/v1/resources',
    kinds: ['Elasticsearch', 'Kibana'],
    // templates of pods are added to those of the operator, which has the container
    optional: ['containers'],
  },
  {
    module: 'github.com/mongodb/mongodb-kubernetes-operator@v0.9.0',
    folder: 'config/crd/bases',
    kinds: ['MongoDBCommunity'],
  },
  {
    module: 'istio.io/api@v1.31.1',
    folder: 'kubernetes',
    kinds: [
      'VirtualService',
      'DestinationRule',
      'PeerAuthentication',
      'RequestAuthentication',
      'AuthorizationPolicy',
      'Gateway',
      'ServiceEntry',
      'Sidecar',
      'Telemetry',
    ],
  },
  {
    module: 'github.com/kyverno/kyverno@v1.19.1',
    folder: 'config/crds/kyverno',
    kinds: ['ClusterPolicy', 'Policy', 'PolicyException'],
  },
  {
    module: 'github.com/kyverno/kyverno@v1.19.1',
    folder: 'config/crds/policies.kyverno.io',
    kinds: ['NamespacedValidatingPolicy', 'ValidatingPolicy'],
  },
];
