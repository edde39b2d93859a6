/** What every container of the pattern has, whatever runs in it. */
import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  formatQuantity,
  quantityOf,
  type Quantity,
} from '../../model/quantity';
import type { Resources, Writable } from './resources';
import type { Subject } from '../engine/build';
import type { Image } from '../engine/facts';
import type { Parts } from '../engine/parts';
import type {
  Container,
  ContainerResources,
  PodSecurityContext,
  PodSpec,
  SecurityContext,
  Volume,
  VolumeMount,
} from '../manifests';
import type { Opinions } from '../platform/opinions';
import type { Configuration } from './configuration';
import { containerPorts, type Port } from './ports';

/** Every request and limit, those not given by opinion. Quantities are written as the API server would. */
export function resources(
  parts: Parts,
  { requests = {}, limits = {} }: Resources = {},
  writable: Writable = {},
  opinions: Opinions,
): ContainerResources {
  const disk =
    limits['ephemeral-storage'] ?? formatQuantity(sum([opinions.ephemeralLimit.value, ...sizesOf(writable)]));
  refuseSmallDisk(parts, disk, writable);
  return {
    requests: {
      cpu: canonical(requests.cpu ?? opinions.requestsCpu.value),
      memory: canonical(requests.memory ?? opinions.requestsMemory.value),
      'ephemeral-storage': canonical(requests['ephemeral-storage'] ?? opinions.ephemeralRequest.value),
    },
    limits: {
      cpu: canonical(limits.cpu ?? opinions.limitsCpu.value),
      memory: canonical(limits.memory ?? opinions.limitsMemory.value),
      'ephemeral-storage': canonical(disk),
    },
  };
}

/** The form that the API server would rewrite a quantity to; anything else would show as a difference for ever. */
export function canonical(quantity: string): string {
  return canonicalQuantity(quantity) ?? quantity;
}

/** What a process says of its container. */
export interface ContainerProps {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly resources?: Resources;
  readonly writable?: Writable;
}

/** What the capabilities returned for it. */
export interface ContainerParts extends Pick<
  Container,
  'readinessProbe' | 'livenessProbe' | 'startupProbe' | 'lifecycle'
> {
  readonly image: string;
  readonly configuration: Pick<Configuration, 'entries' | 'envFrom'>;
  readonly ports: readonly Port[];
  readonly mounts: readonly VolumeMount[];
}

export function containerOf(
  { parts, name, facts }: Pick<Subject, 'parts' | 'name' | 'facts'>,
  { command, args, workingDir, ...given }: ContainerProps,
  { configuration, ports, mounts, ...rest }: ContainerParts,
): Container {
  return {
    name,
    imagePullPolicy: 'IfNotPresent',
    command,
    args,
    workingDir,
    envFrom: configuration.envFrom,
    env: nonEmpty(configuration.entries),
    ports: containerPorts(ports),
    ...rest,
    resources: resources(parts, given.resources, given.writable, facts.opinions),
    securityContext: containerSecurity(),
    volumeMounts: nonEmpty(mounts),
  };
}

/** A container in addition to that of the workload. */
export function sidecarOf(parts: Parts, opinions: Opinions, amounts: Resources, container: Container): Container {
  return {
    ...container,
    imagePullPolicy: 'IfNotPresent',
    resources: resources(parts, amounts, {}, opinions),
    securityContext: containerSecurity(),
  };
}

/** Each Secret once. */
export function imagePullSecrets(secrets: Image['pullSecrets']): PodSpec['imagePullSecrets'] {
  return nonEmpty([...new Map(secrets.map((secret) => [secret.name, secret])).values()]);
}

export function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** Volumes and mounts of the writable directories. */
export function writableVolumes(writable: Writable = {}): {
  readonly volumes: readonly Volume[];
  readonly mounts: readonly VolumeMount[];
} {
  const directories = Object.entries(writable).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    volumes: directories.map(([path, size]) => ({ name: volumeName(path), emptyDir: { sizeLimit: canonical(size) } })),
    mounts: directories.map(([path]) => ({ name: volumeName(path), mountPath: path })),
  };
}

/** Meets Pod Security `restricted`, with a read-only root on top. */
export function containerSecurity(): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
  };
}

/** @param user id of user, group and files; the image's own, or that of the edition */
export function podSecurity(user: number): PodSecurityContext {
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

function sum(sizes: readonly string[]): Quantity {
  const parsed = sizes.map((size) => quantityOf(size)).filter((size) => size !== undefined);
  return parsed.reduce(addQuantities, quantityOf('0')!);
}

function sizesOf(writable: Writable): readonly string[] {
  return Object.values(writable);
}

function refuseSmallDisk(parts: Parts, limit: string, writable: Writable): void {
  const needed = sum(sizesOf(writable));
  const there = quantityOf(limit);
  if (there === undefined || compareQuantities(there, needed) >= 0) return;
  parts.report({
    code: 'LS118',
    path: 'resources.limits.ephemeral-storage',
    message: `the writable directories may use up to ${formatQuantity(needed)}, but the ephemeral-storage limit of the container is ${limit}`,
    fix: `Raise the limit to ${formatQuantity(needed)} or more, or shrink the directories.`,
  });
}
