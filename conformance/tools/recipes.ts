/**
 * How each tool is made, in the order in which a cold run builds them: what more suites need comes first. Go tools are
 * built in a wrapper module, because `go install` refuses modules that replace others by local folders.
 */
import { VERSIONS } from '../versions';

export interface GoRecipe {
  readonly kind: 'go';
  readonly tool: string;
  readonly module: string;
  readonly version: string;
  /** Folder of the main package in the module; empty for its root. */
  readonly main: string;
  /** Version for each module that is replaced by a folder of the same repository; `undefined` drops the replacement. */
  readonly local?: (module: string) => string | undefined;
  /** Versions that win over what the module replaces by a version. */
  readonly pinned?: (module: string) => string | undefined;
  /** Build tags. */
  readonly tags?: readonly string[];
  /** Values for `-ldflags -X`, where the program tells its version to others. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface PythonRecipe {
  readonly kind: 'python';
  readonly tool: string;
  readonly distribution: string;
  readonly version: string;
}

/** A program of the system, or else of a Debian package unpacked (not installed) into the cache. */
export interface DebianRecipe {
  readonly kind: 'debian';
  readonly tool: string;
  readonly packages: readonly string[];
  /** Its path in the packages, where a program of the system would not do. Default: `usr/bin/<tool>`, and the one of the system is taken. */
  readonly program?: string;
  /** Folders of the packages with programs that it starts. */
  readonly path?: readonly string[];
  /** Scripts of the packages that say where they are installed, with what they say. */
  readonly relocated?: Readonly<Record<string, string>>;
}

export type Recipe = GoRecipe | PythonRecipe | DebianRecipe;

const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(VERSIONS.kubernetes) ?? [];

const kubernetes = (tool: string): GoRecipe => ({
  kind: 'go',
  tool,
  module: 'k8s.io/kubernetes',
  version: VERSIONS.kubernetes,
  main: `cmd/${tool}`,
  local: () => VERSIONS.kubernetesStaging,
  variables: {
    'k8s.io/component-base/version.gitVersion': VERSIONS.kubernetes,
    'k8s.io/component-base/version.gitMajor': major ?? '',
    'k8s.io/component-base/version.gitMinor': minor ?? '',
  },
});

const go = (tool: string, module: string, version: string, main = ''): GoRecipe => ({
  kind: 'go',
  tool,
  module,
  version,
  main,
});

/** What the packages of RabbitMQ ask for. */
const ERLANG =
  `asn1 base crypto eldap ftp inets mnesia os-mon parsetools public-key runtime-tools snmp ssl syntax-tools tftp tools xmerl`.split(
    ' ',
  );

export const RECIPES: readonly Recipe[] = [
  go('etcd', 'go.etcd.io/etcd/server/v3', VERSIONS.etcd),
  kubernetes('kube-apiserver'),
  kubernetes('kube-controller-manager'),
  kubernetes('kube-scheduler'),
  kubernetes('kubectl'),
  go('kwok', 'sigs.k8s.io/kwok', VERSIONS.kwok, 'cmd/kwok'),
  go('controller', 'github.com/bitnami-labs/sealed-secrets', VERSIONS.sealedSecrets, 'cmd/controller'),
  go('kubeseal', 'github.com/bitnami-labs/sealed-secrets', VERSIONS.sealedSecrets, 'cmd/kubeseal'),
  go('kubeconform', 'github.com/yannh/kubeconform', VERSIONS.kubeconform, 'cmd/kubeconform'),
  {
    ...go('argocd', 'github.com/argoproj/argo-cd/v3', VERSIONS.argocd, 'cmd'),
    local: () => VERSIONS.gitopsEngine,
    pinned: (module) => (module.startsWith('k8s.io/') ? VERSIONS.kubernetesStaging : undefined),
    variables: { 'github.com/argoproj/argo-cd/v3/common.version': VERSIONS.argocd.slice(1) },
  },
  {
    kind: 'debian',
    tool: 'redis-server',
    packages: ['redis-server', 'redis-tools', 'libatomic1', 'libjemalloc2', 'liblzf1'],
  },
  // As the system has it, it insists on a user of its own. The names of nodes are looked up by epmd, which would outlive them.
  {
    kind: 'debian',
    tool: 'rabbitmq-server',
    packages: ['rabbitmq-server', 'libsctp1', ...ERLANG.map((part) => `erlang-${part}`)],
    program: 'usr/lib/rabbitmq/bin/rabbitmq-server',
    path: ['usr/lib/erlang/bin'],
    relocated: { 'usr/lib/erlang/bin/erl': '/usr/lib/erlang' },
  },
  { kind: 'debian', tool: 'epmd', packages: ['erlang-base'], program: 'usr/lib/erlang/bin/epmd' },
  go('kustomize', 'sigs.k8s.io/kustomize/kustomize/v5', VERSIONS.kustomize),
  go('kube-score', 'github.com/zegl/kube-score', VERSIONS.kubeScore, 'cmd/kube-score'),
  {
    kind: 'python',
    tool: 'kubernetes-validate',
    distribution: 'kubernetes-validate',
    version: VERSIONS.kubernetesValidate,
  },
  { kind: 'python', tool: 'checkov', distribution: 'checkov', version: VERSIONS.checkov },
  go('kyverno', 'github.com/kyverno/kyverno', VERSIONS.kyverno, 'cmd/cli/kubectl-kyverno'),
  // Rules are checked without what finds machines of clouds, which is most of what there is to compile.
  {
    ...go('promtool', 'github.com/prometheus/prometheus', VERSIONS.prometheus, 'cmd/promtool'),
    tags: ['remove_all_sd'],
  },
  go('conftest', 'github.com/open-policy-agent/conftest', VERSIONS.conftest),
  go('opa', 'github.com/open-policy-agent/opa', VERSIONS.opa),
];
