/** What a pattern of one's own sees and contributes to, in one environment. */
import type { OperatedPods } from '../../model/operated';
import { UsageError } from '../../model/usage-error';
import { endpointsOf, type Endpoint, type TransportPort } from '../network/connections';
import type { Expression } from '../../model/expression';
import type { Subject } from '../engine/build';
import type { Image } from '../engine/facts';
import type { ObjectHead, OtherManifest } from '../engine/parts';
import type { Manifest } from '../manifests';
import { addAlerts } from '../observability/add-alerts';
import type { OwnAlert } from '../observability/alert';
import type { SealedKey } from '../secrets/sealed';
import { runWebService, type WebServiceProps } from '../workload/web-service';
import { runWorker, type WorkerProps } from '../workload/worker';
import type { Tier } from '../engine/tiers';
import { call } from '../workload/account';
import { addPolicy } from '../network/policy';

/** A manifest of a kind whose fields Lockstep has types for; a misspelled field does not compile. */
export type KnownManifest = Manifest;

/** How an object is added. */
export interface ObjectTerms {
  /**
   * When Argo CD applies it: before workloads (`configuration`, `data`), with them, or after them (`edge`). Default:
   * `workload`.
   */
  readonly tier?: Extract<Tier, 'configuration' | 'data' | 'workload' | 'edge'>;
  /** Why some environments lack it, for the matrix. Default: the props do not ask for it there. */
  readonly because?: string;
  /** Pods that an operator creates from it, for the quota check (LS611). Default: none. */
  readonly pods?: OperatedPods;
}

/** What is wrong with the props of a pattern. */
export interface Fault {
  /** Path of the prop, such as `storage.size`. */
  readonly path: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
}

/** Why an environment lacks an object, where the pattern does not say. */
export const NOT_ASKED_FOR = 'the props do not ask for it there';

/**
 * One construct in one environment. Whatever it makes is added through its methods; two objects of one id, and two
 * calls of `webService` or `worker`, are a UsageError.
 */
export class PatternContext {
  readonly #subject: Subject;
  readonly #listens: TransportPort[];
  readonly #ids = new Set<string>();

  /** @internal */
  constructor(subject: Subject, listens: TransportPort[]) {
    this.#subject = { ...subject, parts: subject.parts.optional(NOT_ASKED_FOR) };
    this.#listens = listens;
  }

  /** Name of the construct: its `name`, otherwise its id. */
  get name(): string {
    return this.#subject.name;
  }

  /** Namespace of the platform, in this environment. */
  get namespace(): string {
    return this.#subject.facts.namespace;
  }

  /** Labels for every object of the construct. */
  get labels(): Readonly<Record<string, string>> {
    return this.#subject.labels;
  }

  /** Labels that its pods must have; policies, Services and monitors select by them. */
  get selector(): Readonly<Record<string, string>> {
    return this.#subject.selector;
  }

  /** The image as `images.lock.yaml` pins it in this environment. @param name in the lock file */
  image(name: string): Image {
    return this.#subject.facts.image(name);
  }

  /**
   * Adds an object of a known kind.
   * @param id unique in the construct, the same in every environment; it names the file together with the kind
   */
  add(id: string, manifest: KnownManifest, terms: ObjectTerms = {}): void {
    this.#put(id, manifest, terms);
  }

  /** Adds an object of any other kind. @param id as for `add` */
  addOther(id: string, manifest: OtherManifest, terms: ObjectTerms = {}): void {
    this.#put(id, manifest, terms);
  }

  /**
   * Adds everything that a WebService consists of: Deployment, Service, ServiceAccount, policy, disruption budget,
   * alerts and dashboard. The construct then listens on its port.
   * @param props as WebService takes them, without `name`, `only` and `configuration`
   */
  webService(props: Omit<WebServiceProps, 'name' | 'only' | 'configuration'>): void {
    this.#take('Deployment');
    const [first] = runWebService(this.#subject, props).ports;
    this.#listens.push({ port: first!.container, protocol: 'TCP' });
  }

  /**
   * Adds everything that a Worker consists of.
   * @param props as Worker takes them, without `name`, `only` and `configuration`
   */
  worker(props: Omit<WorkerProps, 'name' | 'only' | 'configuration'>): void {
    this.#take('Deployment');
    runWorker(this.#subject, props);
  }

  /**
   * Declares pods of the construct, which have the labels of `selector`: a NetworkPolicy allows declared connections
   * and nothing else. `webService` and `worker` do this themselves.
   * @param listens ports that others may call; the first is that of the construct's `endpoint`
   */
  pods(listens: readonly TransportPort[] = []): void {
    this.#take('NetworkPolicy');
    addPolicy(this.#subject);
    this.#listens.push(...listens);
  }

  /**
   * Declares that its pods call other constructs.
   * @param targets endpoints, or expressions that carry them, such as `db.url`
   */
  call(...targets: readonly (Endpoint | Expression)[]): void {
    call(this.#subject, targets.flatMap(endpointsOf));
  }

  /**
   * Declares that its pods read a key of a sealed secret, which every environment must have.
   * @returns the reference for `valueFrom`
   */
  read(key: SealedKey): { readonly secretKeyRef: { readonly name: string; readonly key: string } } {
    this.#subject.parts.read({ key, readBy: this.name });
    return { secretKeyRef: { name: key.secret, key: key.key } };
  }

  /**
   * Adds alerts, if the platform declares which Prometheus loads them.
   * @param alerts by name, as in the `alerts` of a service
   */
  alert(alerts: Readonly<Record<string, OwnAlert>>): void {
    this.#take('PrometheusRule');
    if (this.#subject.facts.cluster.prometheus !== undefined) addAlerts(this.#subject, alerts, []);
  }

  /** Rejects the props (LS124); nothing is written. */
  refuse(fault: Fault): void {
    this.#subject.parts.report({ code: 'LS124', ...fault });
  }

  #put(id: string, manifest: ObjectHead, { tier = 'workload', because, pods }: ObjectTerms): void {
    this.#take(id);
    const { parts, selector } = this.#subject;
    parts.addOther(id, tier, manifest, because, pods && { labels: selector, ...pods });
  }

  #take(id: string): void {
    if (this.#ids.has(id))
      throw new UsageError(
        `${this.name}: its pattern adds two objects with the id "${id}". Use a different id for each.`,
      );
    this.#ids.add(id);
  }
}
