/** What is said about a lock that does not exist. */
import type { Finding } from '../model/finding';

/** Images by platform, with the environments that run them. */
type LockedImages = ReadonlyMap<string, ReadonlyMap<string, Iterable<string>>>;

const EXAMPLE: LockedImages = new Map([['shop', new Map([['api', ['dev', 'prod']]])]]);

/** @param images what the lock has to pin; the fix is a lock to fill in. Default: an example */
export function missingLock(file: string, images: LockedImages = EXAMPLE): Finding {
  const lines = [...images].flatMap(([platform, byName]) => [
    `${platform}:`,
    ...[...byName].flatMap(([image, environments]) => [
      `  ${image}:`,
      `    repository: ghcr.io/acme/${image}`,
      ...[...environments].map((environment) => `    ${environment}: { tag: 1.4.2, digest: sha256:… }`),
    ]),
  ]);
  return {
    code: 'LS501',
    file,
    message: 'the file does not exist',
    fix: [
      'Create it next to cdk8s.yaml, with repository, tag and digest as your registry shows them (`all:` means every environment):',
      ...lines,
    ].join('\n'),
  };
}
