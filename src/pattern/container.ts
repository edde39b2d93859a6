/** What every container of the pattern has, whatever runs in it. */
import type { IConstruct } from 'constructs';
import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
} from '../model/quantity';
import { object, record, type PropsOf } from '../model/shape';
import { absolutePath, quantity } from '../model/syntax';
import { combine, derive } from '../model/varying';
import type { Configuration } from './configuration';
import type { Identity } from './identity';
import type { Opinions } from './opinions';
import { containerPorts, type Port } from './ports';
import { byEnvironment, or, wherePresent } from './per-environment';

export interface Amounts extends PropsOf<typeof amountsProps> {}
const amountsProps = { cpu: quantity, memory: quantity, 'ephemeral-storage': quantity };
const amountsShape = object<Amounts>(amountsProps);

/** Requests and limits of a container, under the names of Kubernetes. */
export interface Resources extends PropsOf<typeof resourcesProps> {}
const resourcesProps = { requests: amountsShape, limits: amountsShape };
export const resourcesShape = object<Resources>(resourcesProps);

/** Directories that the process may write to, by path, each with its size: `{ '/tmp': '64Mi' }`. Emptied with the pod. */
export type Writable = Record<string, string>;
export const writableShape = record(quantity, absolutePath);

type Usual = Pick<Normal<Amounts>, 'cpu' | 'memory'>;

/** What is given, else what is usual for processes of a kind; disk stays by opinion. */
export function orUsual(
  given: Normal<Resources> | undefined,
  usual: { readonly requests: Usual; readonly limits: Usual },
): Normal<Resources> {
  const part = (own: Normal<Amounts> = {}, { cpu, memory }: Usual) => ({
    ...own,
    cpu: or(own.cpu, cpu),
    memory: or(own.memory, memory),
  });
  return {
    requests: part(given?.requests, usual.requests),
    limits: part(given?.limits, usual.limits),
  } as Normal<Resources>;
}

/** Every request and limit, those not given by opinion. Quantities are written as the API server would. */
export function resources(
  construct: IConstruct,
  given: Normal<Resources>,
  writable: Normal<Writable>,
  opinions: Opinions,
): Record<string, unknown> {
  const requests: Normal<Amounts> = given.requests ?? {};
  const limits: Normal<Amounts> = given.limits ?? {};
  const ephemeralLimit = or(limits['ephemeral-storage'], ephemeralFor(writable, opinions));
  refuseSmallDisk(construct, ephemeralLimit, writable);
  return {
    requests: {
      cpu: canonical(or(requests.cpu, opinions.requestsCpu.value)),
      memory: canonical(or(requests.memory, opinions.requestsMemory.value)),
      'ephemeral-storage': canonical(or(requests['ephemeral-storage'], opinions.ephemeralRequest.value)),
    },
    limits: {
      cpu: canonical(or(limits.cpu, opinions.limitsCpu.value)),
      memory: canonical(or(limits.memory, opinions.limitsMemory.value)),
      'ephemeral-storage': canonical(ephemeralLimit),
    },
  };
}

/** The form that the API server would rewrite a quantity to; anything else would show as a difference for ever. */
export function canonical(value: unknown): unknown {
  return derive(value as string, (text) => (typeof text === 'string' ? (canonicalQuantity(text) ?? text) : text));
}

/** What a process says of its container. */
export interface ContainerProps {
  readonly command?: unknown;
  readonly args?: unknown;
  readonly workingDir?: unknown;
  readonly resources?: Normal<Resources>;
  readonly writable?: Normal<Writable>;
}

/** What the capabilities answered for it. */
export interface ContainerParts {
  readonly image: unknown;
  readonly configuration: Pick<Configuration, 'entries' | 'envFrom'>;
  readonly ports: readonly Port[];
  readonly probes: Readonly<Record<string, unknown>>;
  readonly lifecycle: Readonly<Record<string, unknown>>;
  readonly mounts: readonly unknown[];
}

export function containerOf(
  { construct, name, platform }: Identity,
  given: ContainerProps,
  parts: ContainerParts,
): Record<string, unknown> {
  const { entries, envFrom } = parts.configuration;
  return {
    name,
    image: parts.image,
    imagePullPolicy: 'IfNotPresent',
    command: given.command,
    args: given.args,
    workingDir: given.workingDir,
    envFrom,
    env: nonEmpty(entries),
    ports: nonEmpty(containerPorts(parts.ports)),
    ...parts.probes,
    ...parts.lifecycle,
    resources: resources(construct, given.resources ?? {}, given.writable ?? {}, platform.opinions),
    securityContext: containerSecurity(),
    volumeMounts: nonEmpty(parts.mounts),
  };
}

function nonEmpty(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Volumes and mounts of the writable directories. */
export function writableVolumes(writable: Normal<Writable>): {
  readonly volumes: readonly unknown[];
  readonly mounts: readonly unknown[];
} {
  const directories = Object.entries(writable).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    volumes: directories.map(([path, size]) =>
      derive<unknown, unknown>(size, (own) => ({ name: volumeName(path), emptyDir: { sizeLimit: canonical(own) } })),
    ),
    mounts: directories.map(([path, size]) => wherePresent(size, { name: volumeName(path), mountPath: path })),
  };
}

/** Meets Pod Security `restricted`, with a read-only root on top. */
export function containerSecurity(): Record<string, unknown> {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  };
}

/** @param user id of user, group and files; the image's own, or that of the edition */
export function podSecurity(user: unknown): Record<string, unknown> {
  return {
    fsGroup: user,
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsGroup: user,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function volumeName(path: string): string {
  const name = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'root' : name.slice(0, 63).replace(/-+$/, '');
}

function sum(sizes: readonly unknown[]): Quantity {
  const parsed = sizes.map((size) => parseQuantity(String(size))).filter((size) => size !== undefined);
  return parsed.reduce(addQuantities, parseQuantity('0')!);
}

function ephemeralFor(writable: Normal<Writable>, opinions: Opinions): unknown {
  return combine(writable, (sizes) => formatQuantity(sum([opinions.ephemeralLimit.value, ...Object.values(sizes)])));
}

function refuseSmallDisk(construct: IConstruct, limit: unknown, writable: Normal<Writable>): void {
  const small = combine({ limit, ...writable }, ({ limit: own, ...sizes }) => {
    const needed = sum(Object.values(sizes));
    const there = parseQuantity(String(own));
    return there !== undefined && compareQuantities(there, needed) < 0
      ? { own, needed: formatQuantity(needed) }
      : undefined;
  });
  for (const [environment, value] of byEnvironment(small)) {
    if (value === undefined) continue;
    report(construct, {
      code: 'LS118',
      path: 'resources.limits.ephemeral-storage',
      ...(environment === undefined ? {} : { environments: [environment] }),
      message: `the writable directories may hold ${value.needed}, the container only ${String(value.own)}`,
      fix: `Raise the limit to ${value.needed} or more, or shrink the directories.`,
    });
  }
}
