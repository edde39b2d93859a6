/** What makes a repository, a tag and a digest, after the OCI distribution specification. */

import { phrase, type Phrase } from '../model/phrase';

/** Tags that name a moving target, whatever digest they had once. */
const MOVING = new Set(
  (
    'latest main master trunk head dev develop development test testing qa stage staging prod production ' +
    'stable unstable edge nightly canary current release next alpha beta rolling snapshot'
  ).split(' '),
);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Registry host with optional port, then path components, as the OCI distribution specification writes names. */
const HOST = /^(?:localhost|(?=[^/]*[.:])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::[0-9]{1,5})?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

export function isTag(tag: string): boolean {
  return TAG.test(tag);
}

/** True for tags that are moved from build to build: `latest`, branches, and the name of the environment itself. */
export function isMovingTag(tag: string, environment: string): boolean {
  return MOVING.has(tag.toLowerCase()) || tag.toLowerCase() === environment.toLowerCase();
}

/** Why text is not a digest, as the end of a sentence; `undefined` if it is one. */
export function digestFault(digest: string): string | undefined {
  if (DIGEST.test(digest)) return undefined;
  const hex = digest.replace(/^sha256:/, '');
  if (hex === digest) return 'does not start with "sha256:"';
  if (/[A-F]/.test(hex) && /^[0-9a-fA-F]*$/.test(hex)) return 'has uppercase letters';
  if (/[^0-9a-f]/.test(hex)) return `has "${/[^0-9a-f]/.exec(hex)![0]}" among its digits`;
  return `has ${hex.length} digits, not 64`;
}

/** What is wrong with a repository, as the end of a sentence, and the repair. */
export function repositoryFault(repository: string): readonly [fault: string, fix: Phrase] | undefined {
  const scheme = /^[a-z+]+:\/\//i.exec(repository)?.[0];
  if (scheme !== undefined)
    return [`starts with "${scheme}"`, phrase`Use "${{ meant: repository.slice(scheme.length) }}".`];
  const digest = repository.indexOf('@');
  if (digest !== -1) {
    return [
      'contains a digest',
      phrase`Use "${{ meant: repository.slice(0, digest) }}" here, and set the digest under each environment.`,
    ];
  }
  const colon = repository.indexOf(':', repository.lastIndexOf('/') + 1);
  if (colon !== -1 && repository.includes('/')) {
    return [
      'contains a tag',
      phrase`Use "${{ meant: repository.slice(0, colon) }}" here, and set the tag under each environment.`,
    ];
  }
  if (/[A-Z]/.test(repository)) return ['has uppercase letters', phrase`Use "${{ meant: repository.toLowerCase() }}".`];
  const [host = '', ...path] = repository.split('/');
  if (path.length === 0 || !HOST.test(host)) {
    const guess = path.length === 0 ? `docker.io/library/${repository.replace(/:.*/, '')}` : `docker.io/${repository}`;
    return ['has no registry', phrase`Start with the registry host, such as "${{ meant: guess }}".`];
  }
  if (repository.length > 255 || !path.every((component) => COMPONENT.test(component))) {
    return [
      'is not a valid image name',
      phrase`Use lowercase letters and digits, joined by ".", "_", "-" and "/", as in "ghcr.io/acme/api".`,
    ];
  }
  return undefined;
}
