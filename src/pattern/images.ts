/** Images by the name that the lock pins them under (law 6). */
import type { IConstruct } from 'constructs';
import { checkAtSynth, existsIn, inputsOf, platformOf, report } from '../model/declarations';
import type { PinnedImage } from '../model/inputs';
import { nearest } from '../model/nearest';
import { Varying } from '../model/varying';
import { listed } from '../model/words';
import { SealedKey } from './sealed';
import type { Secrets } from './secrets/secrets';

/**
 * Stands in for a pin that is reported as missing, or whose entry in the lock is broken; with a digest, so that inspection
 * does not say it again.
 */
const UNPINNED = `unpinned/image:unknown@sha256:${'0'.repeat(64)}`;

export class PinnedImages {
  private readonly used = new Map<string, IConstruct>();
  /** By image that some environment has no pin for: who asked first, and the environments. */
  private readonly missing = new Map<string, { readonly user: IConstruct; readonly environments: Set<string> }>();
  private readonly examples = new Set<string>();

  constructor(
    private readonly platform: IConstruct,
    private readonly secrets: Secrets,
    private readonly pullSecrets: Readonly<Record<string, string>>,
  ) {
    checkAtSynth(platform, () => {
      this.reportMissing();
      this.reportExamples();
    });
  }

  /** `repository:tag@digest`, in each environment. */
  reference(user: IConstruct, image: string): Varying<string> {
    return this.map(user, image, referenceOf);
  }

  tag(user: IConstruct, image: string): Varying<string> {
    return this.map(user, image, ({ tag }) => tag);
  }

  /**
   * What a pod needs of an image: the reference, and the pull secret that its registry asks for.
   * @param readBy name of the workload
   */
  pin(
    user: IConstruct,
    image: string,
    readBy: string,
  ): { readonly reference: Varying<string>; readonly pullSecrets: readonly SealedKey[] } {
    const secret = this.pullSecret(user, image);
    if (secret === undefined) return { reference: this.reference(user, image), pullSecrets: [] };
    this.secrets.use(secret, readBy, 'kubernetes.io/dockerconfigjson');
    return { reference: this.reference(user, image), pullSecrets: [secret] };
  }

  private pullSecret(user: IConstruct, image: string): SealedKey | undefined {
    const { environments, name } = platformOf(this.platform)!;
    const { images } = inputsOf(user);
    for (const environment of environments.names) {
      const host = images.find(name, image, environment)?.repository.split('/')[0];
      const secret = host === undefined ? undefined : this.pullSecrets[host];
      if (secret !== undefined) return new SealedKey(secret, '.dockerconfigjson');
    }
    return undefined;
  }

  /** The pins of the images in use, in one environment. */
  pinnedIn(environment: string): readonly PinnedImage[] {
    return this.proven().flatMap(({ pins }) => pins.get(environment) ?? []);
  }

  /** Every image in use, with its pins. */
  proven(): { readonly image: string; readonly pins: ReadonlyMap<string, PinnedImage> }[] {
    const { environments, name } = platformOf(this.platform)!;
    return [...this.used].map(([image, user]) => {
      const { images } = inputsOf(user);
      const pins = environments.names.map(
        (environment) => [environment, images.find(name, image, environment)] as const,
      );
      return { image, pins: new Map(pins.filter((pin): pin is [string, PinnedImage] => pin[1] !== undefined)) };
    });
  }

  private map(user: IConstruct, image: string, value: (pin: PinnedImage) => string): Varying<string> {
    const { environments, name } = platformOf(this.platform)!;
    const { images } = inputsOf(user);
    this.used.set(image, user);
    return new Varying(
      environments,
      environments.names.map((environment, index) => {
        const pin = images.find(name, image, environment);
        if (pin === undefined && existsIn(user, index)) this.miss(user, image, environment);
        else if (pin?.example === true) this.examples.add(image);
        return pin === undefined || referenceOf(pin) === UNPINNED ? UNPINNED : value(pin);
      }),
    );
  }

  /** One warning for all of them: a platform with invented digests has many. */
  private reportExamples(): void {
    const examples = [...this.examples].sort();
    if (examples.length === 0) return;
    report(this.platform, {
      code: 'LS583',
      file: inputsOf(this.platform).images.file,
      message: `digests that are marked as examples exist in no registry: ${examples.join(', ')}`,
      fix: 'Write the digest that the registry gives, and take `example: true` away.',
    });
  }

  private miss(user: IConstruct, image: string, environment: string): void {
    const missing = this.missing.get(image) ?? { user, environments: new Set() };
    this.missing.set(image, missing);
    missing.environments.add(environment);
  }

  /** One finding for an image, whoever runs it and wherever. */
  private reportMissing(): void {
    const { environments, name: platform } = platformOf(this.platform)!;
    for (const [image, missing] of this.missing) {
      const { images } = inputsOf(missing.user);
      const lacking = environments.names.filter((environment) => missing.environments.has(environment));
      const names = images.names(platform);
      const known = names.includes(image);
      report(missing.user, {
        code: 'LS580',
        environments: lacking,
        path: 'image',
        file: images.file,
        message: known
          ? `image "${image}" is not pinned for ${listed(lacking)}`
          : `image "${image}" is not in ${images.file}`,
        fix: known ? this.addPins(image, lacking) : this.addImage(image, lacking, nearest(image, names)),
      });
    }
  }

  private addPins(image: string, lacking: readonly string[]): string {
    const { name: platform } = platformOf(this.platform)!;
    const promotions = lacking.flatMap((to) => {
      const from = this.promotedFrom(image, to);
      return from === undefined ? [] : [`\`npx lockstep promote ${platform} ${image} --from ${from} --to ${to}\``];
    });
    const pins = lacking.map((environment) => `\`${environment}: ${PIN}\``);
    return `Add to \`${image}\` below \`${platform}\`: ${pins.join(', ')}${promotions.length === 0 ? '' : `; or run ${promotions.join(' and ')}`}.`;
  }

  private addImage(image: string, lacking: readonly string[], near: string | undefined): string {
    const { name: platform } = platformOf(this.platform)!;
    const pins = lacking.map((environment) => `${environment}: ${PIN}`);
    return (
      `${near === undefined ? 'Add' : `Did you mean \`${near}\`? Or add`} below \`${platform}\`, with what your registry shows: ` +
      `\`${image}: { repository: ${this.likelyRepository(image)}, ${pins.join(', ')} }\`, or \`all: ${PIN}\` in place of the environments.`
    );
  }

  /** The environment before, in the order of the platform, that has a pin; else any that has one. */
  private promotedFrom(image: string, to: string): string | undefined {
    const { environments, name } = platformOf(this.platform)!;
    const { images } = inputsOf(this.platform);
    const pinned = environments.names.filter((environment) => images.find(name, image, environment) !== undefined);
    return (
      pinned.findLast((environment) => environments.names.indexOf(environment) < environments.names.indexOf(to)) ??
      pinned[0]
    );
  }

  /** Beside another image of the platform, as most registries are laid out. */
  private likelyRepository(image: string): string {
    const { environments, name } = platformOf(this.platform)!;
    const { images } = inputsOf(this.platform);
    for (const other of images.names(name)) {
      for (const environment of environments.names) {
        const repository = images.find(name, other, environment)?.repository;
        if (repository !== undefined) return repository.replace(/[^/]*$/, image);
      }
    }
    return `ghcr.io/acme/${image}`;
  }
}

function referenceOf({ repository, tag, digest }: PinnedImage): string {
  return `${repository}:${tag}@${digest}`;
}

const PIN = '{ tag: 1.4.2, digest: sha256:… }';
