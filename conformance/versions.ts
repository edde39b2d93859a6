/** Every version that the conformance run pins. A tool is built once for each of them: the cache is keyed by what stands here. */
export const VERSIONS = {
  kubernetes: 'v1.36.2',
  /** The modules under `staging/` of Kubernetes, published on their own. */
  kubernetesStaging: 'v0.36.2',
  etcd: 'v3.6.16',
  kwok: 'v0.8.0',
  sealedSecrets: 'v0.36.6',
  argocd: 'v3.5.7',
  gitopsEngine: 'v0.0.0-20260914071520-c9c369efcc5b',
  kustomize: 'v5.8.2',
  kubeconform: 'v0.8.0',
  kubeScore: 'v1.20.0',
  kyverno: 'v1.19.1',
  prometheus: 'v0.315.0',
  conftest: 'v0.71.1',
  opa: 'v1.22.0',
  checkov: '3.3.30',
  kubernetesValidate: '1.37.0',
} as const;

/** Kubernetes versions by schema; the newest of the declared range runs as a real server, see `VERSIONS.kubernetes`. */
export const SCHEMA_VERSIONS = ['1.27', '1.30', '1.33', '1.36'] as const;

/** Modules that hold custom resource definitions, with the folder or files in them. Installed when `dist/` uses their group. */
export const CRD_SOURCES = [
  {
    group: 'bitnami.com',
    module: 'github.com/bitnami-labs/sealed-secrets',
    version: VERSIONS.sealedSecrets,
    path: 'helm/sealed-secrets/crds',
  },
  { group: 'argoproj.io', module: 'github.com/argoproj/argo-cd/v3', version: VERSIONS.argocd, path: 'manifests/crds' },
  {
    group: 'postgresql.cnpg.io',
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.28.0',
    path: 'config/crd/bases',
  },
  {
    group: 'monitoring.coreos.com',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    path: 'example/prometheus-operator-crd',
  },
  { group: 'networking.istio.io', module: 'istio.io/api', version: 'v1.31.1', path: 'kubernetes' },
  { group: 'security.istio.io', module: 'istio.io/api', version: 'v1.31.1', path: 'kubernetes' },
  { group: 'telemetry.istio.io', module: 'istio.io/api', version: 'v1.31.1', path: 'kubernetes' },
  {
    group: 'gateway.networking.k8s.io',
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.4.1',
    path: 'config/crd/standard',
  },
  { group: 'cert-manager.io', module: 'github.com/cert-manager/cert-manager', version: 'v1.21.2', path: 'deploy/crds' },
  {
    group: 'acme.cert-manager.io',
    module: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.2',
    path: 'deploy/crds',
  },
  {
    group: 'external-secrets.io',
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    path: 'config/crds/bases',
  },
  { group: 'keda.sh', module: 'github.com/kedacore/keda/v2', version: 'v2.21.0', path: 'config/crd/bases' },
  { group: 'flagger.app', module: 'github.com/fluxcd/flagger', version: 'v1.36.1', path: 'artifacts/flagger' },
  {
    group: 'elasticsearch.k8s.elastic.co',
    module: 'github.com/elastic/cloud-on-k8s/v3',
    version: 'v3.5.0',
    path: 'config/crds/v1/resources',
  },
  {
    group: 'kibana.k8s.elastic.co',
    module: 'github.com/elastic/cloud-on-k8s/v3',
    version: 'v3.5.0',
    path: 'config/crds/v1/resources',
  },
  {
    group: 'mongodbcommunity.mongodb.com',
    module: 'github.com/mongodb/mongodb-kubernetes-operator',
    version: 'v0.9.0',
    path: 'config/crd/bases',
  },
  { group: 'kyverno.io', module: 'github.com/kyverno/kyverno', version: VERSIONS.kyverno, path: 'config/crds/kyverno' },
  {
    group: 'policies.kyverno.io',
    module: 'github.com/kyverno/kyverno',
    version: VERSIONS.kyverno,
    path: 'config/crds/policies.kyverno.io',
  },
] as const;
