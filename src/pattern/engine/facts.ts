/** What a pattern function knows in addition to its props: the platform and its cluster, in one environment. */
import { isEqual } from '../../model/equal';
import { valuesOf } from '../../model/varying';
import type { Construct } from 'constructs';
import type { Derived } from '../../model/derived';
import type { Presence } from '../../model/presence';
import type { ClusterFacts } from '../platform/cluster';
import type { Pin } from '../platform/images';
import type { Dashboards } from '../observability/dashboards/props';
import type { Opinions } from '../platform/opinions';
import type { PlatformScope } from '../platform/scope';
import type { SealedKey } from '../secrets/sealed';

/** An image as the lock pins it. */
export interface Image extends Pin {
  /** Names of the Secrets that its registry asks for. */
  readonly pullSecrets: readonly { readonly name: string }[];
}

/**
 * Facts of one environment. Neither its name nor its stage is among them: a pattern function cannot branch on which
 * environment it is run for (law 1).
 */
export interface Facts {
  /** Name of the platform. */
  readonly platform: string;
  /** Namespace of the platform. */
  readonly namespace: string;
  readonly owner: string;
  /** Labels of every object of the platform. */
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly opinions: Opinions;
  readonly cluster: ClusterFacts;
  /** Namespace of Argo CD. */
  readonly argocd: string;
  /** How Grafana finds dashboards; `undefined` where none are written. */
  readonly dashboards: Dashboards | undefined;
  /** What names the environment outside of its namespace: telemetry, and the objects of Argo CD. For nothing else. */
  readonly environmentName: string;
  /** URL below which each alert has a page; `undefined` without one. */
  readonly runbooks: string | undefined;
  /**
   * A text that is the same in every environment, though what it is made of differs: that of the last environment that asks,
   * where promotion ends.
   * @param own what it would be here
   */
  agreed(what: string, own: string): string;
  /** Whether something that is limited to some environments is there. */
  includes(only: Presence | undefined): boolean;
  /**
   * @param name in `images.lock.yaml`
   * @param readBy the workload that pulls it. Default: that of the construct
   */
  image(name: string, readBy?: string): Image;
  /** Text that changes with the values of sealed keys, and not when they are sealed again. */
  secretChecksum(keys: readonly SealedKey[]): Derived;
}

interface Read {
  /** What was read. */
  readonly value: unknown;
  /** What it is in an environment. */
  readonly at: (environment: number) => unknown;
}

/** Facts that remember what was read of them: where all of it is equal, another run would make the same. */
export class TrackedFacts implements Facts {
  readonly platform: string;
  readonly owner: string;
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly opinions: Opinions;
  readonly dashboards: Dashboards | undefined;
  private closed = false;
  private readonly reads = new Map<string, Read>();

  constructor(
    private readonly source: FactsSource,
    private readonly environment: number,
    /** What later environments have agreed on. */
    private readonly agreements: Map<string, string>,
  ) {
    const { platform } = source;
    this.platform = platform.node.id;
    this.owner = platform.owner;
    this.commonLabels = platform.commonLabels;
    this.opinions = platform.opinions;
    this.dashboards = platform.dashboards;
  }

  /** Whether a run with these facts would see the same in another environment. */
  holdsIn(environment: number): boolean {
    return [...this.reads.values()].every(({ value, at }) => at(environment) === value);
  }

  get namespace(): string {
    return this.read('namespace', (index) => valuesOf(this.source.platform.namespaceName)[index]!);
  }

  get cluster(): ClusterFacts {
    return this.read('cluster', (index) => this.source.platform.clusters[index]!);
  }

  get argocd(): string {
    return this.read('argocd', (index) => this.source.platform.argocd[index]!);
  }

  get environmentName(): string {
    return this.read('name', (index) => this.source.platform.environments.names[index]!);
  }

  get runbooks(): string | undefined {
    return this.read('runbooks', (index) => this.source.platform.runbooks[index]);
  }

  agreed(what: string, own: string): string {
    const known = this.agreements.get(what);
    if (known === undefined) this.agreements.set(what, own);
    return known ?? own;
  }

  includes(only: Presence | undefined): boolean {
    return this.read(`only ${only?.present.join()}`, (index) => only?.present[index] !== false);
  }

  image(name: string, readBy = this.source.name): Image {
    const { images } = this.source.platform;
    const pin = (index: number) => images.at(this.source.construct, name, index);
    // The reference contains the tag, so it tells environments apart for both.
    const reference = this.read(`image ${name}`, (index) => pin(index).reference);
    return {
      reference,
      tag: pin(this.environment).tag,
      pullSecrets: images.pullSecretsOf(name, readBy).map(({ secret }) => ({ name: secret })),
    };
  }

  secretChecksum(keys: readonly SealedKey[]): Derived {
    return this.source.platform.secrets.checksum(keys);
  }

  /** Ends the run: what is only read later cannot tell environments apart any more. */
  close(): void {
    this.closed = true;
  }

  private read<T>(what: string, at: (environment: number) => T): T {
    const value = at(this.environment);
    if (this.closed && !this.reads.has(what)) {
      const { names } = this.source.platform.environments;
      if (names.some((_, environment) => !isEqual(at(environment), value)))
        throw new Error(
          `BUG: the fact "${what}" is first read after the pattern function of ${this.source.name} has run`,
        );
    }
    this.reads.set(what, { value, at });
    return value;
  }
}

/** Whose facts they are. */
export interface FactsSource {
  readonly construct: Construct;
  readonly platform: PlatformScope;
  /** Name of the workload that runs its images. */
  readonly name: string;
}
