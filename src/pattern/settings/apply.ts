/** Values of a service against their schema, and the ways that they take. */
import { Expression } from '../../model/expression';
import { choose } from '../../model/nearest';
import { plainJson } from '../../model/text';
import type { Subject } from '../engine/build';
import type { Texts, Volume, VolumeMount } from '../manifests';
import { SealedKey } from '../secrets/sealed';
import type { EnvValue } from '../workload/env-value';
import type { Values } from '../workload/variables';
import type { Schema, ServiceConfiguration } from './schema';
import type { Rule, Way } from './setting';
import type { SettledSetting } from './settled';

/** What a container gets. */
export interface AppliedSettings {
  readonly variables: Values;
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
  readonly checksums: Texts;
}

interface Configured {
  /** Of which build-time values are arguments. */
  readonly image: string;
  readonly configuration?: ServiceConfiguration;
  readonly env?: object;
  readonly secrets?: object;
}

const NOTHING: AppliedSettings = { variables: {}, volumes: [], mounts: [], checksums: {} };

export function applySettings(
  subject: Subject,
  { image, configuration, env = {}, secrets = {} }: Configured,
): AppliedSettings {
  if (configuration === undefined) return NOTHING;
  const { schema, values, browserFile } = configuration;
  const given = Object.keys(values).filter((name) => values[name] !== undefined);
  refuseUnknown(subject, schema, given, 'configuration');
  refuseUnknown(subject, schema, Object.keys(env), 'env');
  refuseUnknown(subject, schema, Object.keys(secrets), 'secrets');
  const settled = Object.entries(schema).map(([name, { rule }]): SettledSetting => ({
    name,
    rule,
    value: settle(subject, name, rule, values[name]),
  }));
  refuseTwoNames(subject, settled);
  subject.parts.configure({ image, settings: settled });
  const applied = { ...NOTHING, variables: valuesOf(settled, 'environment') };
  if (browserFile === undefined) return applied;
  return { ...applied, ...addBrowserFile(subject, browserFile, valuesOf(settled, 'browser')) };
}

function valuesOf(settled: readonly SettledSetting[], way: Way): Values {
  return Object.fromEntries(
    settled.flatMap(({ name, rule, value }) => (rule.way === way && value !== undefined ? [[name, value]] : [])),
  );
}

function addBrowserFile(
  { parts, name, labels }: Subject,
  { path, global }: NonNullable<ServiceConfiguration['browserFile']>,
  values: Values,
): Partial<AppliedSettings> {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const [volume, configMap] = ['browser-configuration', `${name}-browser`];
  parts.add(volume, 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMap, labels },
    data: { [file]: `window.${global} = ${plainJson(values)};\n` },
  });
  return {
    volumes: [{ name: volume, configMap: { name: configMap } }],
    // One file among those of the image. It does not change under a running pod: the checksum starts a new one.
    mounts: [{ name: volume, mountPath: path, subPath: file, readOnly: true }],
    checksums: { 'checksum/browser': parts.dataChecksum(volume) },
  };
}

function refuseUnknown(
  { parts }: Subject,
  schema: Schema,
  names: readonly string[],
  prop: 'configuration' | 'env' | 'secrets',
): void {
  for (const name of names.filter((own) => !Object.hasOwn(schema, own))) {
    const now = Object.entries(schema).find(([, { rule }]) => rule.replaces?.includes(name) === true)?.[0];
    const fix =
      prop === 'configuration'
        ? choose(name, Object.keys(schema))
        : `Add ${name} to the schema, and set its value in \`configuration\`, not in \`${prop}\`.`;
    parts.report({
      code: 'LS570',
      path: `${prop}.${name}`,
      message: now === undefined ? `the schema has no variable ${name}` : `${name} has been renamed to ${now}`,
      fix: now === undefined ? fix : `Use ${now} instead.`,
    });
  }
}

/** The value, or its default. What is missing or does not fit is reported and left out. */
function settle({ parts }: Subject, name: string, rule: Rule, value: unknown): EnvValue | undefined {
  const path = `configuration.${name}`;
  if (value === undefined) {
    if (rule.default === undefined && rule.optional !== true) {
      const fix = `Set it to ${rule.type}${rule.secret ? ", such as sealed('secret', 'key')" : ''}, or make the setting \`optional\`.`;
      parts.report({ code: 'LS567', path, message: `the variable ${name} has no value`, fix }, true);
    }
    return rule.default;
  }
  if (rule.fits(value)) return value;
  parts.report({
    code: 'LS567',
    path,
    message: `${shown(value)} is not ${rule.type}`,
    fix: `Set it to ${rule.type}.`,
  });
  return undefined;
}

/** One sealed key, or one address of a construct, under two names: a change to one is easily forgotten for the other. */
function refuseTwoNames({ parts }: Subject, settled: readonly SettledSetting[]): void {
  const first = new Map<unknown, string>();
  for (const { name, value } of settled) {
    const source =
      value instanceof SealedKey ? `${value.secret}/${value.key}` : value instanceof Expression ? value : undefined;
    if (source === undefined) continue;
    const before = first.get(source);
    if (before === undefined) first.set(source, name);
    else
      parts.report({
        code: 'LS568',
        path: `configuration.${name}`,
        message: `${before} and ${name} have the same source`,
        fix: 'Have the service read only one of them, and list the other in `replaces`.',
      });
  }
}

function shown(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `a value of type ${value.constructor.name}`
    : JSON.stringify(value);
}
