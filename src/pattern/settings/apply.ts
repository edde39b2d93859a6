/** Values of a service against their schema, and the ways that they take. */
import { checkAtSynth, inputsOf, report } from '../../model/declarations';
import { choose } from '../../model/nearest';
import type { Presence } from '../../model/presence';
import { json, text } from '../../model/text';
import { Absent, Varying, absent, isVarying } from '../../model/varying';
import { dataChecksum } from '../configuration';
import type { Identity } from '../identity';
import { addObject } from '../object';
import { SealedKey } from '../sealed';
import { Expression } from '../../model/expression';
import type { ServiceConfiguration } from './schema';
import type { Rule } from './setting';

/** What a container gets. */
export interface AppliedSettings {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly volumes: readonly unknown[];
  readonly mounts: readonly unknown[];
  readonly checksums: Readonly<Record<string, unknown>>;
}

/** A setting with the value that a service gives it, for the proof. */
export interface SettledSetting {
  readonly name: string;
  readonly rule: Rule;
  /** May vary; `undefined` where nothing was given and nothing is the default. */
  readonly value: unknown;
}

interface SettingProps {
  readonly image?: unknown;
  readonly configuration?: unknown;
  readonly env?: object | undefined;
  readonly secrets?: object | undefined;
}

/** The settings of one service. */
export interface ServiceSettings {
  readonly service: string;
  readonly image: string;
  readonly presence: Presence | undefined;
  readonly settings: readonly SettledSetting[];
}

const NOTHING: AppliedSettings = { variables: {}, volumes: [], mounts: [], checksums: {} };

/**
 * @param props its image, for which build-time values are arguments, and variables beside the configuration, which has all that there are
 */
export function applySettings(identity: Identity, props: SettingProps): AppliedSettings {
  if (props.configuration === undefined) return NOTHING;
  const { schema, values, browserFile } = props.configuration as ServiceConfiguration;
  const image = props.image as string;
  refuseUnknown(
    identity,
    schema,
    Object.keys(values).filter((name) => values[name] !== undefined),
    'configuration',
  );
  refuseUnknown(identity, schema, Object.keys(props.env ?? {}), 'env');
  refuseUnknown(identity, schema, Object.keys(props.secrets ?? {}), 'secrets');
  const settled = Object.entries(schema).map(([name, { rule }]): SettledSetting => ({
    name,
    rule,
    value: settle(identity, name, rule, values[name]),
  }));
  refuseTwoNames(identity, settled);
  identity.platform.settings.push({
    service: identity.name,
    image,
    presence: identity.pods.presence,
    settings: settled,
  });
  const on = (way: Rule['way']) =>
    Object.fromEntries(
      settled
        .filter(({ rule, value }) => rule.way === way && value !== undefined)
        .map(({ name, value }) => [name, value]),
    );
  const build = on('build');
  if (Object.keys(build).length > 0) checkAtSynth(identity.construct, () => refuseSharedImage(identity, image, build));
  const browser = on('browser');
  if (browserFile === undefined || Object.keys(browser).length === 0)
    return { ...NOTHING, variables: on('environment') };
  const file = browserFile.path.slice(browserFile.path.lastIndexOf('/') + 1);
  const object = addObject(identity.construct, 'browser-configuration', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${identity.name}-browser`, labels: identity.labels },
    data: { [file]: text`window.${browserFile.global} = ${json(browser)};\n` },
  });
  return {
    variables: on('environment'),
    volumes: [{ name: 'browser-configuration', configMap: { name: `${identity.name}-browser` } }],
    // One file among those of the image. It does not change under a running pod: the checksum starts a new one.
    mounts: [{ name: 'browser-configuration', mountPath: browserFile.path, subPath: file, readOnly: true }],
    checksums: { 'checksum/browser': dataChecksum(object) },
  };
}

function refuseUnknown(
  { construct }: Identity,
  schema: ServiceConfiguration['schema'],
  names: readonly string[],
  prop: 'configuration' | 'env' | 'secrets',
): void {
  for (const name of names) {
    if (Object.hasOwn(schema, name)) continue;
    const now = Object.entries(schema).find(([, { rule }]) => rule.replaces?.includes(name) === true)?.[0];
    report(construct, {
      code: 'LS570',
      path: `${prop}.${name}`,
      message:
        now === undefined ? `the schema has no variable ${name}` : `${name} is ${now} now: two names for one thing`,
      fix:
        now !== undefined
          ? `Give ${now} in its place.`
          : prop === 'configuration'
            ? choose(name, Object.keys(schema))
            : `Add ${name} to the schema, and give its value in \`configuration\`, not in \`${prop}\`.`,
    });
  }
}

/** The value in each environment, or its default. What is missing or does not fit is reported and left out. */
function settle({ construct, platform, pods }: Identity, name: string, rule: Rule, given: unknown): unknown {
  const { names } = platform.environments;
  const missing: string[] = [];
  const own = (value: unknown, index: number | undefined): unknown => {
    if (index !== undefined && pods.presence?.present[index] === false) return value ?? absent;
    const where = index === undefined ? names.filter((_, at) => pods.presence?.present[at] !== false) : [names[index]!];
    if (value === undefined || value instanceof Absent) {
      if (rule.default !== undefined) return rule.default;
      if (rule.optional !== true) missing.push(...where);
      return absent;
    }
    if (rule.fits(value)) return value;
    report(construct, {
      code: 'LS567',
      path: `configuration.${name}`,
      ...(index !== undefined && { environments: where }),
      message: `${shown(value)} is not ${rule.type}`,
      fix: `Give ${rule.type}.`,
    });
    return absent;
  };
  const value = isVarying(given)
    ? new Varying(
        given.set,
        given.values.map((one, index) => own(one, index)),
      )
    : own(given, undefined);
  if (missing.length > 0) {
    const fix = `Give ${rule.type}${rule.secret ? ", such as sealed('secret', 'key')" : ''}, or make the setting \`optional\`.`;
    report(construct, {
      code: 'LS567',
      path: `configuration.${name}`,
      environments: missing,
      message: `the variable ${name} has no value`,
      fix,
    });
  }
  return value instanceof Absent ? undefined : value;
}

/** One sealed key, or one address of a construct, under two names: whoever changes one forgets the other. */
function refuseTwoNames({ construct }: Identity, settled: readonly SettledSetting[]): void {
  const first = new Map<unknown, string>();
  for (const { name, value } of settled) {
    const source =
      value instanceof SealedKey ? `${value.secret}/${value.key}` : value instanceof Expression ? value : undefined;
    if (source === undefined) continue;
    const before = first.get(source);
    if (before === undefined) first.set(source, name);
    else
      report(construct, {
        code: 'LS568',
        path: `configuration.${name}`,
        message: `${before} and ${name} are one value`,
        fix: 'Let the service read one of them, and name the other in `replaces`.',
      });
  }
}

/** Environments that run one image cannot have different values in it. */
function refuseSharedImage(
  { construct, platform }: Identity,
  image: string,
  build: Readonly<Record<string, unknown>>,
): void {
  const { images } = inputsOf(construct);
  for (const [name, value] of Object.entries(build)) {
    if (!isVarying(value)) continue;
    const byDigest = new Map<string, { readonly environment: string; readonly own: unknown }>();
    platform.environments.names.forEach((environment, index) => {
      const digest = images.find(platform.node.id, image, environment)?.digest;
      if (digest === undefined) return;
      const own = value.values[index];
      const before = byDigest.get(digest);
      if (before === undefined) byDigest.set(digest, { environment, own });
      else if (before.own !== own) {
        report(construct, {
          code: 'LS569',
          path: `configuration.${name}`,
          environments: [before.environment, environment],
          message: `${name} is compiled into the image ${image}, which is the same in ${before.environment} and ${environment}, and differs between them`,
          fix: 'Pin an image that was built for each, or make it setting.browser(…), which is read when the page loads.',
        });
      }
    });
  }
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `a value of type ${value.constructor.name}`
    : JSON.stringify(value);
}
