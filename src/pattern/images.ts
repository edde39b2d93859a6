/** Images by the name that the lock pins them under (law 6). */
import type { IConstruct } from 'constructs';
import { checkAtSynth, existsIn, inputsOf, platformOf, report } from '../model/declarations';
import type { PinnedImage } from '../model/inputs';
import { choose } from '../model/nearest';
import { Varying } from '../model/varying';
import { SealedKey, type SealedSecrets } from './sealed';

/** Stands in for a pin that is reported as missing; with a digest, so that inspection does not say it again. */
const UNPINNED = `unpinned/image:unknown@sha256:${'0'.repeat(64)}`;

export class PinnedImages {
  private readonly used = new Map<string, IConstruct>();
  private readonly reported = new Set<string>();
  private readonly examples = new Set<string>();

  constructor(
    private readonly platform: IConstruct,
    private readonly secrets: SealedSecrets,
    private readonly pullSecrets: Readonly<Record<string, string>>,
  ) {
    checkAtSynth(platform, () => this.reportExamples());
  }

  /** `repository:tag@digest`, in each environment. */
  reference(user: IConstruct, image: string): Varying<string> {
    return this.map(user, image, ({ repository, tag, digest }) => `${repository}:${tag}@${digest}`);
  }

  tag(user: IConstruct, image: string): Varying<string> {
    return this.map(user, image, ({ tag }) => tag);
  }

  /**
   * What a pod needs of an image: the reference, and the pull secret that its registry asks for.
   * @param readBy name of the workload
   */
  pin(user: IConstruct, image: string, readBy: string): { readonly reference: Varying<string>; readonly pullSecrets: readonly SealedKey[] } {
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

  /** Every image in use, with its pins. */
  proven(): { readonly image: string; readonly pins: ReadonlyMap<string, PinnedImage> }[] {
    const { environments, name } = platformOf(this.platform)!;
    return [...this.used].map(([image, user]) => {
      const { images } = inputsOf(user);
      const pins = environments.names.map((environment) => [environment, images.find(name, image, environment)] as const);
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
        if (pin === undefined && existsIn(user, index)) this.reportMissing(user, image, environment);
        else if (pin?.example === true) this.examples.add(image);
        return pin === undefined ? UNPINNED : value(pin);
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

  private reportMissing(user: IConstruct, image: string, environment: string): void {
    const key = `${image} ${environment}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    const { name } = platformOf(this.platform)!;
    const { images } = inputsOf(user);
    const names = images.names(name);
    const known = names.includes(image);
    report(user, {
      code: 'LS580',
      environments: [environment],
      path: 'image',
      file: images.file,
      message: known ? `image "${image}" is not pinned for ${environment}` : `image "${image}" is not in ${images.file}`,
      fix: known
        ? `Add to "${image}" of "${name}": ${environment}: { tag: …, digest: sha256:… }, or run: lockstep promote ${name} ${image} --to ${environment}.`
        : `${names.length > 0 ? `${choose(image, names)} ` : ''}Or add below "${name}": ${image}: { repository: …, ${environment}: { tag: …, digest: sha256:… } }.`,
    });
  }
}
