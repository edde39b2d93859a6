/** What a pattern function makes in one environment. */
import { Derived } from '../../model/derived';
import type { Finding } from '../../model/finding';
import type { PinnedImage } from '../../model/inputs';
import { isJsonObject } from '../../model/json';
import type { OperatedPods } from '../../model/operated';
import type { ApiObject } from 'cdk8s';
import { contentChecksum } from './checksum';
import type { Connection, Party } from '../network/connections';
import type { EdgeDeclaration } from '../edge/declared';
import type { Manifest } from '../manifests';
import type { OwnRule, OwnRulesOf } from '../observability/shared';
import type { SealedKey } from '../secrets/sealed';
import type { ConfiguredImage } from '../settings/settled';
import type { Tier } from './tiers';

/** What every object has. */
export interface ObjectHead extends Pick<Manifest, 'metadata'> {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An object of a kind that the pattern has no types for. */
export interface OtherManifest extends ObjectHead {
  readonly [field: string]: unknown;
}

/** One object. */
export interface Part {
  /** Ids of the constructs below the one that is built, down to the object's own. */
  readonly path: readonly string[];
  readonly tier: Tier;
  readonly manifest: ObjectHead;
  /** Its `spec`, where that follows from what all constructs declare. */
  readonly spec?: (everything: Everything) => object | undefined;
  /** Why other environments may lack it. */
  readonly because: string | undefined;
  /** Pods that an operator creates from it, where its fields alone do not say. */
  readonly pods?: OperatedPods | undefined;
}

/** That a key of a secret is read. */
export interface SecretUse {
  readonly key: SealedKey;
  /** The workload that reads it. */
  readonly readBy: string;
  /** Type of the Secret. Default: Opaque. */
  readonly type?: string;
  /** Labels of the Secret, such as those by which an operator watches it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Role that its keys `username` and `password` log in to a database as. */
  readonly login?: string;
  /** Why other environments may not read it. */
  readonly because?: string;
}

/** Pods whose connections are all declared. */
export interface PodSet {
  readonly path: readonly string[];
  readonly pods: Pods;
  /** Why other environments may lack them. */
  readonly because: string | undefined;
}

/** Pods of the platform, as one end of a connection. */
export type Pods = Extract<Party, { kind: 'pods' }>;

/** What the platform may do beyond running its pods in its namespace. */
export interface Access {
  /** A ServiceAccount whose pods have a token for the API server. */
  readonly account?: string;
  /** Other namespaces in which it has objects. */
  readonly namespaces: readonly string[];
  /** Whether it has ClusterRoles. */
  readonly clusterRoles: boolean;
}

/** An environment of stage production, for what is only asked there and may be waived with a reason. */
export interface Production {
  readonly environment: string;
  /** Whether a deviation waives the opinion there; asking marks the waiver as used. */
  readonly waived: (opinion: string) => boolean;
  /** How to waive it, for the fix of a finding. */
  readonly waive: (opinion: string) => string;
}

/** What is known of one environment when everything is declared. */
export interface Everything {
  /** Names of the services and stores of the platform. */
  readonly names: ReadonlySet<string>;
  /** What pods call. */
  readonly connectionsFrom: (pods: string) => readonly Connection[];
  /** Who calls pods. */
  readonly connectionsTo: (pods: string) => readonly Connection[];
  /** Ports of pods that have callers. */
  readonly portsCalled: (pods: string) => ReadonlySet<number>;
  /** The series of a shared alert that constructs have rules of their own for. */
  readonly ownRules: OwnRulesOf;
  readonly access: readonly Access[];
  /** The images of the platform, as they are pinned here. */
  readonly images: readonly PinnedImage[];
}

/** What is wrong; the engine adds the construct and the environments. */
export type PartFinding = Omit<Finding, 'environments' | 'construct'>;

/** Content of one run. */
export interface Contents {
  /** Constructs below that other environments may lack, and why. */
  readonly scopes: { readonly path: readonly string[]; readonly because: string }[];
  readonly parts: Part[];
  readonly connections: Connection[];
  readonly secrets: SecretUse[];
  readonly podSets: PodSet[];
  readonly ownRules: OwnRule[];
  readonly configured: ConfiguredImage[];
  readonly access: Access[];
  readonly edge: { readonly path: readonly string[]; readonly declaration: EdgeDeclaration }[];
  readonly findings: {
    readonly path: readonly string[];
    readonly finding: PartFinding;
    readonly together?: boolean;
  }[];
  readonly settings: {
    readonly path: readonly string[];
    readonly finding: PartFinding;
    readonly effective: boolean;
  }[];
  readonly claims: {
    readonly path: readonly string[];
    readonly what: string;
    readonly refused: (other: string) => PartFinding;
  }[];
  readonly production: {
    readonly path: readonly string[];
    readonly check: (production: Production) => PartFinding | undefined;
  }[];
  readonly atSynth: {
    readonly path: readonly string[];
    readonly check: (everything: Everything) => readonly PartFinding[];
  }[];
}

/** The objects of a construct by the ids of the constructs down to them, once every environment has run. */
export class Objects extends Map<string, ApiObject> {
  private readonly checksums = new Map<string, Derived>();

  /**
   * The checksum of an object, one for all environments.
   * @param field the one whose content counts. Default: all of it
   */
  checksum(key: string, field?: string): Derived {
    const name = `${key}#${field ?? ''}`;
    const known = this.checksums.get(name);
    if (known !== undefined) return known;
    const checksum = new Derived((contentOf) => {
      const content = contentOf(this.get(key)!) ?? {};
      return contentChecksum(field === undefined ? content : isJsonObject(content) ? (content[field] ?? {}) : {});
    });
    this.checksums.set(name, checksum);
    return checksum;
  }
}

/** Takes what a pattern function makes; nothing can be read from it. */
export class Parts {
  constructor(
    private readonly contents: Contents,
    private readonly objects: Objects,
    private readonly path: readonly string[] = [],
    private readonly because?: string,
  ) {}

  /**
   * Parts of a construct below this one.
   * @param id of it
   * @param because why other environments may lack all of it
   */
  within(id: string, because?: string): Parts {
    const path = [...this.path, id];
    if (because !== undefined) this.contents.scopes.push({ path, because });
    return new Parts(this.contents, this.objects, path, because ?? this.because);
  }

  /**
   * Adds an object, in the sync wave of its tier.
   * @param id unique below the construct, the same in every environment, and never made of something that varies
   * @param because why other environments may lack it; without a reason, all of them must have it
   */
  add(id: string, tier: Tier, manifest: Manifest, because = this.because): void {
    this.contents.parts.push({ path: [...this.path, id], tier, manifest, because });
  }

  /** Adds an object of any kind. @param pods what an operator creates from it, where its fields alone do not say */
  addOther(id: string, tier: Tier, manifest: ObjectHead, because = this.because, pods?: OperatedPods): void {
    this.contents.parts.push({ path: [...this.path, id], tier, manifest, because, pods });
  }

  /** The same parts, which other environments may lack. @param because why, where nothing else says */
  optional(because: string): Parts {
    return new Parts(this.contents, this.objects, this.path, because);
  }

  /**
   * Adds an object whose `spec` follows from what all constructs declare.
   * @param spec pure; called when everything is declared
   * @param because why other environments may lack it
   */
  addWhenDeclared<M extends Manifest & { readonly spec?: object | undefined }>(
    id: string,
    tier: Tier,
    { apiVersion, kind, metadata }: Pick<M, keyof ObjectHead>,
    spec: (everything: Everything) => M['spec'],
    because = this.because,
  ): void {
    this.contents.parts.push({
      path: [...this.path, id],
      tier,
      manifest: { apiVersion, kind, metadata },
      spec,
      because,
    });
  }

  /** Checksum of what an object of this construct holds in `data`, deviations included. @param id of the object */
  dataChecksum(id: string): Derived {
    return this.objects.checksum([...this.path, id].join('/'), 'data');
  }

  /** Checksum of an object of this construct as a whole, deviations included. @param id of the object */
  objectChecksum(id: string): Derived {
    return this.objects.checksum([...this.path, id].join('/'));
  }

  /** Declares a connection of pods. */
  connect(connection: Connection): void {
    this.contents.connections.push(connection);
  }

  /** Declares that a key of a secret is read. */
  read(use: SecretUse): void {
    this.contents.secrets.push({ ...(this.because !== undefined && { because: this.because }), ...use });
  }

  /** Declares pods whose connections are all declared: policies deny every other. @param because why other environments may lack them */
  govern(pods: Pods, because = this.because): void {
    this.contents.podSets.push({ path: this.path, pods, because });
  }

  /** Declares that a shared alert has a rule of its own for some series. */
  replaceRule(rule: OwnRule): void {
    this.contents.ownRules.push(rule);
  }

  /** Reports a setting, such as a tuned alert, that has an effect in no environment. @param finding where it has none */
  expectEffect(effective: boolean, finding: PartFinding): void {
    this.contents.settings.push({ path: this.path, effective, finding });
  }

  /** Declares what the platform may do beyond running its pods in its namespace. */
  allow(access: Access): void {
    this.contents.access.push(access);
  }

  /** Declares the settings of the process, for the proof. */
  configure(configured: ConfiguredImage): void {
    this.contents.configured.push(configured);
  }

  /** Declares hosts and paths, a certificate that is needed, or who signs certificates. */
  atEdge(declaration: EdgeDeclaration): void {
    this.contents.edge.push({ path: this.path, declaration });
  }

  /**
   * Reports what is wrong; the synth fails, and shows it with everything else.
   * @param together whether environments that share it are named in one finding, not in one each
   */
  report(finding: PartFinding, together = false): void {
    this.contents.findings.push({ path: this.path, finding, together });
  }

  /**
   * Claims something that one construct alone may do in an environment.
   * @param what a name for it
   * @param refused what is wrong where another construct, given by its path, has claimed it before
   */
  claim(what: string, refused: (other: string) => PartFinding): void {
    this.contents.claims.push({ path: this.path, what, refused });
  }

  /** Asks what is only asked of an environment of stage production, when everything is declared. */
  inProduction(check: (production: Production) => PartFinding | undefined): void {
    this.contents.production.push({ path: this.path, check });
  }

  /** Asks when everything is declared. */
  atSynth(check: (everything: Everything) => readonly PartFinding[]): void {
    this.contents.atSynth.push({ path: this.path, check });
  }
}

export function emptyContents(): Contents {
  return {
    scopes: [],
    parts: [],
    connections: [],
    secrets: [],
    podSets: [],
    ownRules: [],
    configured: [],
    access: [],
    edge: [],
    findings: [],
    settings: [],
    claims: [],
    production: [],
    atSynth: [],
  };
}
