import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { checkAtSynth, declarations, inputsOf, report } from '../../model/declarations';
import { Environments } from '../../model/environments';
import type { Input } from '../../model/fields';
import { everywhere, fixed, instance, object, oneOf, record, required, text, type PropsOf } from '../../model/shape';
import { anyText, dnsLabel, isDnsLabel } from '../../model/syntax';
import { UsageError } from '../../model/usage-error';
import { isEqual } from '../../model/equal';
import { valuesOf, type Varying } from '../../model/varying';
import { clusterShape, type ClusterFacts } from './cluster';
import { Connections, type Party } from '../network/connections';
import { EdgeDeclarations } from '../edge/declared';
import { settleEdge } from '../edge/entries';
import { acceptProps, settled } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import type { Access } from '../engine/parts';
import { withoutPods } from '../engine/identity';
import { deliver, deliveryShape } from '../delivery/delivery';
import {
  addOnsShape,
  declareAddOns,
  installedTwice,
  loadsDashboards,
  withFacts,
  type AddOnsHere,
} from '../addons/declared';
import { addAddOns } from '../addons/install';
import { groupsIn, refuseUnserved } from '../addons/served';
import { PinnedImages } from './images';
import { addMesh } from '../mesh/mesh';
import { EDITIONS, type Opinions } from './opinions';
import { addNamespace, defaultDeny, foundation } from './namespace';
import { addPlatformAlerts } from '../observability/add-alerts';
import { dashboardsShape, settleDashboards, type Dashboards } from '../observability/dashboards/props';
import { alertsShape } from '../observability/shapes';
import type { DeclaredPorts } from '../network/connections';
import { OwnRules } from '../observability/shared';
import { SHARED_TABLES } from '../observability/workload';
import { addPolicies, policiesShape } from '../tenancy/kyverno';
import { addQuota, quotaShape } from './quota';
import { isScope, openScope, scopeOf, type PlatformScope } from './scope';
import { Secrets } from '../secrets/secrets';
import { rotationShape } from '../secrets/rotation';
import type { ServiceSettings } from '../settings/settled';
import { secretStoreShape } from '../secrets/store';

/** A system of services that is run in several environments. */
export interface PlatformProps extends PropsOf<typeof platformProps> {}
const platformProps = {
  /** What `defineEnvironments` returned as `environments`. */
  environments: required(
    instance(
      'the `environments` of defineEnvironments',
      (value): value is Environments => value instanceof Environments,
    ),
  ),
  /** Edition of the pattern's opinions, by year. */
  edition: required(fixed(oneOf('2026'))),
  /** The team that owns it; a label on every object. */
  owner: required(
    text('a label value', 'team-shop', (value) => /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(value)),
  ),
  /** Cluster facts: what the cluster is and has. */
  cluster: everywhere(clusterShape),
  /** How Argo CD delivers the platform. Default: no Argo CD objects are written. */
  delivery: everywhere(deliveryShape),
  /**
   * Operators, controllers and monitoring that the platform installs in its clusters. Cluster facts follow from them.
   * Default: none.
   */
  addOns: everywhere(addOnsShape),
  /** ResourceQuota of the namespace. The maximum usage of its pods is checked against it. Default: no ResourceQuota. */
  quota: everywhere(quotaShape),
  /**
   * Sealed pull secrets, by registry host: `{ 'harbor.acme.example': 'registry-credentials' }`. Every pod with an image
   * from that registry uses it.
   */
  pullSecrets: fixed(record(fixed(dnsLabel), anyText)),
  /** Where secret values are stored. Default: sealed in git. */
  secretStore: secretStoreShape,
  /** Maximum age of secret values; `lockstep check` reports values that exceed it. Default: no limit. */
  rotation: rotationShape,
  /**
   * URL below which each alert has a page with its name, for the person on call: `https://wiki.shop.example/alerts`.
   * Default: alerts have no link.
   */
  runbooks: text('a URL', 'https://wiki.shop.example/alerts', (value) => URL.canParse(value)),
  /**
   * Whether each service and store gets a dashboard, for the Grafana that loads it. Default: true if
   * `kubePrometheusStack` is an add-on in every environment.
   */
  dashboards: fixed(dashboardsShape),
  /** Settings of the platform's built-in alerts, by name, and custom alerts. */
  alerts: everywhere(alertsShape(...SHARED_TABLES.platform)),
  /** Which policy engine enforces the declarations of the platform in the cluster, and how. Default: none. */
  policies: everywhere(policiesShape),
};
const platformShape = object<PlatformProps>(platformProps);

export type PlatformInput = Input<PlatformProps, 'environments' | 'edition' | 'owner' | 'pullSecrets' | 'dashboards'>;

/**
 * One system in all its environments: its namespace and rules, and the scope of its services. Any object created below
 * it exists in every environment unless `only` says otherwise.
 * @throws UsageError when its environments are not given, or the app is a plain cdk8s App
 */
export class Platform extends Chart implements PlatformScope {
  readonly environments: Environments;
  readonly owner: string;
  readonly opinions: Opinions;
  /** @internal Facts of its cluster, by environment. */
  readonly clusters: readonly ClusterFacts[];
  /** @internal Its add-ons, by environment. */
  readonly addOns: readonly AddOnsHere[] | undefined;
  /** @internal */
  readonly connections: Connections;
  /** @internal */
  readonly names = new Set<string>();
  /** @internal */
  readonly services = new Map<string, DeclaredPorts>();
  /** @internal */
  readonly edge: EdgeDeclarations;
  /** @internal */
  readonly images: PinnedImages;
  /** @internal */
  readonly secrets: Secrets;
  /** @internal */
  readonly settings: ServiceSettings[] = [];
  /** @internal */
  readonly access: readonly Access[][];
  /** @internal */
  readonly claims: readonly Map<string, string>[];
  /** @internal Namespace of Argo CD, by environment. */
  readonly argocd: readonly string[];
  /** @internal */
  readonly ownRules: OwnRules;
  /** @internal */
  readonly dashboards: Dashboards | undefined;
  /** @internal */
  readonly runbooks: readonly (string | undefined)[];
  /** Labels of every object of the platform. */
  readonly commonLabels: Readonly<Record<string, string>>;

  /** Whether something is a Platform; `instanceof` would take every Chart for one, since Chart redefines it. */
  static isPlatform(value: unknown): value is Platform {
    return isScope(value);
  }

  /** The platform that contains a construct. @throws UsageError outside of all platforms */
  static override of(construct: IConstruct): Platform {
    return scopeOf(construct) as Platform;
  }

  /**
   * @param scope the App
   * @param id name of the platform: a folder of `dist/`, a key of `images.lock.yaml`
   */
  constructor(scope: Construct, id: string, props: PlatformInput) {
    super(scope, id);
    openScope(this);
    if (!(props?.environments instanceof Environments)) {
      throw new UsageError(
        `Platform "${id}" needs \`environments\`: pass what defineEnvironments returned under that name.`,
      );
    }
    inputsOf(this);
    if (!isDnsLabel(id)) {
      const message = `the platform id "${id}" is not a valid DNS label`;
      report(this, {
        code: 'LS106',
        message,
        fix: 'Use at most 63 lowercase letters, digits and hyphens: the id is used in folder names, object names and a label.',
      });
    }
    this.environments = props.environments;
    this.connections = new Connections(props.environments);
    this.ownRules = new OwnRules(props.environments);
    declarations(this).platform = { name: id, environments: props.environments };
    const accepted = acceptProps<PlatformProps>(this, props, platformShape);
    this.owner = props.owner;
    this.opinions = EDITIONS[props.edition] ?? EDITIONS['2026'];
    const { names } = props.environments;
    const here = names.map((_, index): Partial<PlatformProps> => accepted?.at(index) ?? {});
    this.addOns = this.declareAddOns(here);
    const clusters = here.map((own, index) => withFacts(own.cluster ?? {}, this.addOns?.[index]));
    this.clusters = clusters.map((own) => clusters.find((other) => isEqual(own, other)) ?? own);
    this.dashboards = settleDashboards(accepted && props.dashboards, loadsDashboards(this.addOns ?? []));
    this.runbooks = here.map((own) => own.runbooks);
    this.argocd = here.map((own) => own.delivery?.namespace ?? 'argocd');
    this.access = names.map(() => []);
    this.claims = names.map(() => new Map<string, string>());
    this.commonLabels = {
      'app.kubernetes.io/part-of': id,
      'app.kubernetes.io/managed-by': 'lockstep',
      'lockstep.dev/owner': props.owner,
    };
    this.secrets = new Secrets(this, here);
    this.images = new PinnedImages(this, this.secrets, (accepted && props.pullSecrets) ?? {});
    this.edge = new EdgeDeclarations(this.environments);
    const own = withoutPods(foundation(this), id);
    settleEdge(own);
    const { edition } = props;
    const foundations = here.map(({ alerts, policies, quota }): Foundation => ({ edition, alerts, policies, quota }));
    build(own, settled(foundations), addFoundation);
    checkAtSynth(this, () => this.refuseCallsIntoNothing());
    const deliveries = here.flatMap(({ delivery }) => delivery ?? []);
    if (deliveries.length > 0) deliver(this, deliveries, this.addOns !== undefined);
    const { addOns } = this;
    if (addOns === undefined) return;
    build(withoutPods(this, id), settled(addOns), addAddOns);
    checkAtSynth(this, () => {
      const served = addOns.map((own, environment) => groupsIn(this.clusters[environment]!, own));
      refuseUnserved(this, names, served);
    });
  }

  /** @returns `undefined` where there are none, or nothing that would install them */
  private declareAddOns(here: readonly Partial<PlatformProps>[]): readonly AddOnsHere[] | undefined {
    const { names } = this.environments;
    const namespaces = valuesOf(this.namespaceName);
    const given = here.flatMap((own, index) =>
      own.addOns === undefined || own.delivery === undefined
        ? []
        : { environment: names[index]!, namespace: namespaces[index]!, addOns: own.addOns, delivery: own.delivery },
    );
    if (given.length === names.length) {
      const declared = declareAddOns(given);
      for (const finding of installedTwice(given, declared)) report(this, finding);
      return declared;
    }
    if (here.some((own) => own.addOns !== undefined))
      report(this, {
        code: 'LS621',
        path: 'addOns',
        message: 'add-ons are installed by Argo CD, but the platform does not declare `delivery`',
        fix: 'Set `delivery`, or remove `addOns`.',
      });
    return undefined;
  }

  /** The namespace, in each environment. */
  get namespaceName(): Varying<string> {
    return this.environments.attribute('namespace');
  }

  /** The tag under which an image is pinned, for annotations and variables that show the version. */
  imageTag(image: string): Varying<string> {
    return this.images.tag(this, image);
  }

  /** A caller that exists where its target does not would call a name that nothing answers to. */
  private refuseCallsIntoNothing(): void {
    const found = new Map<string, { readonly from: Party; readonly to: Party; readonly environments: string[] }>();
    this.environments.names.forEach((environment, index) => {
      for (const { from, to } of this.connections.lost(index)) {
        const key = `${from.name} -> ${to.name}`;
        const known = found.get(key) ?? { from, to, environments: [] };
        found.set(key, known);
        known.environments.push(environment);
      }
    });
    for (const { from, to, environments } of found.values()) {
      const presence =
        (to.kind === 'pods' ? to.presence : undefined) ?? this.connections.governed.get(to.name)?.presence;
      report(this, {
        code: 'LS401',
        construct: `${this.node.path}/${from.name}`,
        environments,
        message: `${from.name} calls ${to.name}, which does not exist there: ${presence?.reason}`,
        fix: `Declare ${to.name} in every environment that calls it, or limit ${from.name} to the same environments with \`only\`.`,
      });
    }
  }
}

type Foundation = { readonly [K in 'edition' | 'alerts' | 'policies' | 'quota']: PlatformProps[K] };

/** What belongs to the platform as a whole. */
function addFoundation(subject: Subject, { edition, alerts, policies, quota }: Foundation): void {
  const { labels, parts, facts } = subject;
  addNamespace(subject, edition);
  parts.add('default-deny', 'configuration', defaultDeny(labels));
  addMesh(subject);
  addPlatformAlerts(subject, alerts);
  if (policies !== undefined) addPolicies(subject, policies);
  if (quota !== undefined) addQuota(subject, { name: facts.platform, labels }, quota);
}
