/** Barman Cloud, which archives, backs up and restores from within the image of the database. */
import { report } from '../../model/declarations';
import type { Identity } from '../identity';
import { inEachEnvironment } from '../per-environment';

export interface BarmanUse {
  readonly image: string;
  /** Of the prop that names the image. */
  readonly path: string;
  /** What it is there for: `archive the log with`. */
  readonly purpose: string;
  /** In environments without it, nothing has to be there. */
  readonly destination: unknown;
  /** What else to do about it, after naming an image that has it. */
  readonly or?: string;
}

/** Images called minimal and standard have no Barman Cloud (cloudnative-pg/postgres-containers). */
export function demandBarman(identity: Identity, { image, path, purpose, destination, or = '' }: BarmanUse): void {
  const tag = identity.platform.images.tag(identity.construct, image);
  inEachEnvironment(identity, { tag, destination }, (own, where) => {
    const kind = own.destination === undefined ? undefined : /-(minimal|standard)(-|$)/.exec(String(own.tag))?.[1];
    if (kind === undefined) return;
    report(identity.construct, {
      code: 'LS192',
      path,
      ...where,
      message: `image "${image}" is pinned at ${String(own.tag)}, and ${kind} images have no Barman Cloud to ${purpose}`,
      fix: `Pin ${String(own.tag).replace(`-${kind}`, '-system')}${or}.`,
    });
  });
}
