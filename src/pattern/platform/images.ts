/** Images by the name that the lock pins them under (law 6). */
import type { IConstruct } from 'constructs';
import { checkAtSynth, existsIn, inputsOf, report } from '../../model/declarations';
import type { Environments } from '../../model/environments';
import type { ImageLock, PinnedImage } from '../../model/inputs';
import { nearest } from '../../model/nearest';
import { Varying } from '../../model/varying';
import { listed } from '../../model/words';
import { SealedKey } from '../secrets/sealed';
import type { SecretUses } from '../secrets/used';

/**
 * Replaces a pin that is reported as missing, or whose entry in the lock is invalid; with a digest, so that inspection
 * does not say it again.
 */
const UNPINNED = `unpinned/image:unknown@sha256:${'0'.repeat(64)}`;

/** An image in one environment. */
export interface Pin {
  /** `repository:tag@digest` */
  readonly reference: string;
  readonly tag: string;
}

export class PinnedImages {
  private readonly used = new Map<string, IConstruct>();
  /** By image that some environment has no pin for: who asked first, and the environments. */
  private readonly missing = new Map<string, { readonly user: IConstruct; readonly environments: Set<string> }>();
  private readonly examples = new Set<string>();
  private readonly lock: ImageLock;
  private readonly name: string;

  constructor(
    private readonly platform: IConstruct & { readonly environments: Environments },
    private readonly secrets: SecretUses,
    private readonly pullSecrets: Readonly<Record<string, string>>,
  ) {
    this.lock = inputsOf(platform).images;
    this.name = platform.node.id;
    checkAtSynth(platform, () => {
      this.reportMissing();
      this.reportExamples();
    });
  }

  /** The image in one environment, which must have a pin if the construct exists there. */
  at(user: IConstruct, image: string, index: number): Pin {
    this.used.set(image, user);
    const environment = this.platform.environments.names[index]!;
    const pin = this.find(image, environment);
    if (pin === undefined && existsIn(user, index)) this.miss(user, image, environment);
    else if (pin?.example === true) this.examples.add(image);
    const reference = pin === undefined ? UNPINNED : referenceOf(pin);
    return { reference, tag: pin === undefined || reference === UNPINNED ? UNPINNED : pin.tag };
  }

  /** Its tag, which may vary. */
  tag(user: IConstruct, image: string): Varying<string> {
    const { environments } = this.platform;
    return new Varying(
      environments,
      environments.names.map((_, index) => this.at(user, image, index).tag),
    );
  }

  /** The pull secrets that the registry of an image asks for. @param readBy name of the workload */
  pullSecretsOf(image: string, readBy: string): readonly SealedKey[] {
    for (const environment of this.platform.environments.names) {
      const host = this.find(image, environment)?.repository.split('/')[0];
      const secret = host === undefined ? undefined : this.pullSecrets[host];
      if (secret === undefined) continue;
      const key = new SealedKey(secret, '.dockerconfigjson');
      this.secrets.use(key, readBy, 'kubernetes.io/dockerconfigjson');
      return [key];
    }
    return [];
  }

  /** The pins of the images in use, in one environment. */
  pinnedIn(environment: string): readonly PinnedImage[] {
    return [...this.used.keys()].flatMap((image) => this.find(image, environment) ?? []);
  }

  /** Every image in use, with its pins. */
  proven(): { readonly image: string; readonly pins: ReadonlyMap<string, PinnedImage> }[] {
    const { names } = this.platform.environments;
    return [...this.used.keys()].map((image) => {
      const pins = names.flatMap((environment) => {
        const pin = this.find(image, environment);
        return pin === undefined ? [] : [[environment, pin] as const];
      });
      return { image, pins: new Map(pins) };
    });
  }

  private find(image: string, environment: string): PinnedImage | undefined {
    return this.lock.find(this.name, image, environment);
  }

  /** One warning for all of them: a platform with invented digests has many. */
  private reportExamples(): void {
    const examples = [...this.examples].sort();
    if (examples.length === 0) return;
    report(this.platform, {
      code: 'LS583',
      file: this.lock.file,
      message: `digests marked \`example: true\` do not exist in any registry: ${examples.join(', ')}`,
      fix: 'Use the digest from the registry, and remove `example: true`.',
    });
  }

  private miss(user: IConstruct, image: string, environment: string): void {
    const missing = this.missing.get(image) ?? { user, environments: new Set() };
    this.missing.set(image, missing);
    missing.environments.add(environment);
  }

  /** One finding per image, however many constructs and environments run it. */
  private reportMissing(): void {
    const { lock, name, platform } = this;
    for (const [image, missing] of this.missing) {
      const lacking = platform.environments.names.filter((environment) => missing.environments.has(environment));
      const names = lock.names(name);
      const known = names.includes(image);
      report(missing.user, {
        code: 'LS580',
        environments: lacking,
        path: 'image',
        file: lock.file,
        message: known
          ? `image "${image}" is not pinned for ${listed(lacking)}`
          : `image "${image}" is not in ${lock.file}`,
        fix: known ? this.addPins(image, lacking) : this.addImage(image, lacking, nearest(image, names)),
      });
    }
  }

  private addPins(image: string, lacking: readonly string[]): string {
    const { name: platform } = this;
    const promotions = lacking.flatMap((to) => {
      const from = this.promotedFrom(image, to);
      return from === undefined ? [] : [`\`npx lockstep promote ${platform} ${image} --from ${from} --to ${to}\``];
    });
    const pins = lacking.map((environment) => `\`${environment}: ${PIN}\``);
    return `Add to \`${image}\` below \`${platform}\`: ${pins.join(', ')}${promotions.length === 0 ? '' : `; or run ${promotions.join(' and ')}`}.`;
  }

  private addImage(image: string, lacking: readonly string[], near: string | undefined): string {
    const { name: platform } = this;
    const pins = lacking.map((environment) => `${environment}: ${PIN}`);
    return (
      `${near === undefined ? 'Add' : `Did you mean \`${near}\`? Or add`} below \`${platform}\`, with what your registry shows: ` +
      `\`${image}: { repository: ${this.likelyRepository(image)}, ${pins.join(', ')} }\`, or \`all: ${PIN}\` in place of the environments.`
    );
  }

  /** The environment before, in the order of the platform, that has a pin; else any that has one. */
  private promotedFrom(image: string, to: string): string | undefined {
    const { names } = this.platform.environments;
    const pinned = names.filter((environment) => this.find(image, environment) !== undefined);
    return pinned.findLast((environment) => names.indexOf(environment) < names.indexOf(to)) ?? pinned[0];
  }

  /** Next to another image of the platform, as in most registries. */
  private likelyRepository(image: string): string {
    const { names } = this.platform.environments;
    const [known] = this.lock
      .names(this.name)
      .flatMap((other) => names.flatMap((environment) => this.find(other, environment) ?? []));
    return known?.repository.replace(/[^/]*$/, image) ?? `ghcr.io/acme/${image}`;
  }
}

function referenceOf({ repository, tag, digest }: PinnedImage): string {
  return `${repository}:${tag}@${digest}`;
}

const PIN = '{ tag: 1.4.2, digest: sha256:… }';
