/** What is handed to `expect`, and the platform and environment of it that a matcher is asked about. */
import { choose } from '../model/nearest';
import { UsageError } from '../model/usage-error';
import type { PlatformResult, SynthResult } from '../run';

/** An App of Lockstep, or what its `preview()` returned: worth keeping in a variable where several matchers look at it. */
export type Received = SynthResult | { preview(): SynthResult };

/** @throws SynthError when the platforms have errors; UsageError for anything else */
export function previewed(received: unknown): SynthResult {
  if (typeof received === 'object' && received !== null) {
    if ('preview' in received && typeof received.preview === 'function')
      return (received as { preview(): SynthResult }).preview();
    if ('platforms' in received && 'files' in received) return received as SynthResult;
  }
  throw new UsageError('Pass `expect` an App of cdk8s-lockstep, or the result of its `preview()`.');
}

/** @param name may be left out where there is one platform only */
export function choosePlatform({ platforms }: SynthResult, name: string | undefined): PlatformResult {
  if (name === undefined && platforms.length === 1) return platforms[0]!;
  const names = platforms.map((platform) => platform.name);
  const found = platforms.find((platform) => platform.name === name);
  if (found !== undefined) return found;
  throw new UsageError(
    name === undefined
      ? `The app has ${platforms.length} platforms: specify one. ${choose('', names)}`
      : `The app has no platform "${name}". ${choose(name, names)}`,
  );
}

export function checkEnvironment(platform: PlatformResult, environment: string): void {
  if (platform.environments.includes(environment)) return;
  const { name, environments } = platform;
  throw new UsageError(`Platform "${name}" has no environment "${environment}". ${choose(environment, environments)}`);
}
