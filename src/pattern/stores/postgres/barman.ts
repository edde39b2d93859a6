/** Barman Cloud, which archives, backs up and restores from within the image of the database. */
import type { Subject } from '../../engine/build';

export interface BarmanUse {
  readonly image: string;
  /** Of the prop that names the image. */
  readonly path: string;
  /** What it is there for: `restore`. */
  readonly purpose: string;
  /** What else to do about it, after naming an image that has it. */
  readonly or?: string;
}

/** Images called minimal and standard have no Barman Cloud (cloudnative-pg/postgres-containers). */
export function demandBarman({ parts, facts }: Subject, { image, path, purpose, or = '' }: BarmanUse): void {
  const { tag } = facts.image(image);
  const kind = /-(minimal|standard)(-|$)/.exec(tag)?.[1];
  if (kind === undefined) return;
  parts.report({
    code: 'LS192',
    path,
    message: `image "${image}" is pinned at ${tag}, and ${kind} images do not include Barman Cloud, which is needed to ${purpose}`,
    fix: `Pin ${tag.replace(`-${kind}`, '-system')}${or}.`,
  });
}
