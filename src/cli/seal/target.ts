/** Where `lockstep seal` puts a value: platform, environments, and the namespace of each. */
import { fetchInto } from '../../inputs/certificates';
import { readSealedStore } from '../../inputs/sealed';
import { isLabel } from '../../inputs/secret-rules';
import { choose, nearest } from '../../model/nearest';
import type { Places } from '../places';
import { wrongUse } from '../terminal';

export interface SealTarget {
  readonly platform: string;
  readonly environments: readonly string[];
}

/**
 * @param written `shop/prod`, `shop/dev,prod`, or without the platform where a project has one
 * @param given the value of `--platform`
 * @param next the argument behind it: what a space after a comma makes of the next environment
 */
export function resolveTarget(
  root: string,
  places: Places,
  written: string,
  given: string | undefined,
  next: string,
): SealTarget {
  const slash = written.indexOf('/');
  const inTarget = slash === -1 ? undefined : written.slice(0, slash);
  if (inTarget !== undefined && given !== undefined && inTarget !== given) {
    throw wrongUse(
      `"${written}" names platform "${inTarget}", but --platform names "${given}"`,
      'Name the platform once.',
    );
  }
  const environments = written.slice(slash + 1).split(',');
  if (environments.includes('')) throw emptyEnvironment(written, next);
  const platform = inTarget ?? given ?? onlyPlatform(places, written);
  if (!isLabel(platform)) throw wrongUse(`invalid platform name "${platform}"`, LABEL_RULE, 'LS905');
  for (const environment of environments) {
    if (!isLabel(environment)) throw wrongUse(`invalid environment name "${environment}"`, LABEL_RULE, 'LS905');
  }
  const twice = environments.find((environment, index) => environments.indexOf(environment) !== index);
  if (twice !== undefined) throw wrongUse(`duplicate environment "${twice}"`, 'List each environment once.');
  checkKnown(root, places, platform, environments);
  return { platform, environments };
}

const LABEL_RULE = 'Use at most 63 lowercase letters, digits and "-".';

function emptyEnvironment(written: string, next: string) {
  if (!/,$/.test(written) || /,,|\/,/.test(written)) {
    return wrongUse(
      `"${written}" lacks the name of an environment`,
      'Use the form <platform>/<environment>,<environment>.',
    );
  }
  return wrongUse(`"${written}" ends with a comma`, `Remove the space after the comma: ${written}${next}`);
}

/** Names that the app does not declare are wrong; names without a trace in the files may be new, but for slips of the hand. */
function checkKnown(root: string, places: Places, platform: string, environments: readonly string[]): void {
  const known = places.environments(platform);
  const isNew = !places.platforms.includes(platform);
  // Certificates for all platforms may be directly in certs/: a known environment does not make a mistyped platform valid.
  if (
    places.platforms.length > 0 &&
    isNew &&
    (known.length === 0 || nearest(platform, places.platforms) !== undefined)
  ) {
    throw wrongUse(`unknown platform "${platform}"`, choose(platform, places.platforms), 'LS904');
  }
  for (const environment of environments) {
    if (known.length === 0 || known.includes(environment)) continue;
    const fresh = places.declared
      ? 'Declare a new platform in the app first.'
      : `For a new environment, save its certificate first: ${fetchInto(root, platform, environment).command}`;
    throw wrongUse(
      `"${platform}" has no environment "${environment}"`,
      `${choose(environment, known)} ${fresh}`,
      'LS904',
    );
  }
}

function onlyPlatform({ platforms }: Places, written: string): string {
  if (platforms.length === 1) return platforms[0]!;
  if (platforms.length === 0) {
    throw wrongUse(
      `"${written}" has no platform, and there is none in secrets/, certs/ or dist/`,
      `Use <platform>/${written}, or set --platform.`,
      'LS904',
    );
  }
  throw wrongUse(
    `"${written}" has no platform, and the project has ${platforms.length}`,
    `Use one of: ${platforms.map((platform) => `${platform}/${written}`).join(', ')}.`,
    'LS904',
  );
}

/**
 * The namespace to seal for: the option, else what the app declares or the last synth wrote, else that of the other sealed
 * secrets of the environment, when they agree.
 * @param given the value of `--namespace`
 */
export function resolveNamespace(
  root: string,
  places: Places,
  { platform, environment }: { readonly platform: string; readonly environment: string },
  given: string | undefined,
): string {
  if (given !== undefined) {
    if (!isLabel(given)) throw wrongUse(`invalid namespace name "${given}"`, LABEL_RULE, 'LS905');
    return given;
  }
  const synthesized = places.namespace(platform, environment);
  if (synthesized !== undefined) return synthesized;
  const store = readSealedStore(root);
  const names = store.names(platform, environment);
  const namespaces = [
    ...new Set(
      names.map((name) => store.find(platform, environment, name)?.namespace).filter((name) => name !== undefined),
    ),
  ];
  if (namespaces.length === 1) return namespaces[0]!;
  const why =
    namespaces.length === 0
      ? `the app did not run, proof/${platform}/environments.yaml does not define it, ` +
        `and secrets/${platform}/${environment}/ has no other secret`
      : `other secrets in secrets/${platform}/${environment}/ are for ${namespaces.join(' and ')}`;
  throw wrongUse(
    `the namespace of "${environment}" is unknown: ${why}`,
    'Fix the error that keeps the app from running (npx lockstep synth shows it), or set --namespace <namespace>.',
    'LS903',
  );
}
