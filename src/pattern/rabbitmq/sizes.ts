/** How much a node may hold in memory and on disk before it stops its publishers. */
import { report } from '../../model/declarations';
import type { Normal } from '../../model/fields';
import { bytesOf } from '../../model/quantity';
import { combine } from '../../model/varying';
import type { Resources } from '../container';
import type { Identity } from '../identity';
import { inEachEnvironment, or } from '../per-environment';

const MEBIBYTE = 1024 ** 2;

/** Above this share of the container, what a collection of garbage needs beside it gets the node killed. */
const MOST = 0.8;

/** Memory is requested in full: a broker that is evicted takes its members' queues along. */
export function brokerResources({ platform }: Identity, given: Normal<Resources> = {}): Normal<Resources> {
  const { brokerMemory, brokerRequestsCpu } = platform.opinions;
  const { requests = {}, limits = {} } = given;
  return {
    requests: {
      ...requests,
      cpu: or(requests.cpu, brokerRequestsCpu.value),
      memory: or(requests.memory, or(limits.memory, brokerMemory.value)),
    },
    limits: { ...limits, memory: or(limits.memory, or(requests.memory, brokerMemory.value)) },
  } as Normal<Resources>;
}

export interface SizesGiven {
  readonly memoryHighWatermark?: unknown;
  readonly diskFreeLimit?: unknown;
}

/** @param memory limit of the container @param disk size of the volume @returns whole MiB */
export function settleSizes(store: Identity, given: SizesGiven, memory: unknown, disk: unknown) {
  const { brokerWatermark } = store.platform.opinions;
  const { memoryHighWatermark, diskFreeLimit } = given;
  const watermark = combine({ memoryHighWatermark, memory }, (own) =>
    own.memoryHighWatermark === undefined
      ? Math.floor(mebibytes(own.memory) * brokerWatermark.value)
      : mebibytes(own.memoryHighWatermark),
  );
  // What is in memory when the alarm goes off must still fit the disk (RabbitMQ, "Production checklist").
  const diskFree = combine({ diskFreeLimit, memory }, (own) => Math.ceil(mebibytes(own.diskFreeLimit ?? own.memory)));
  inEachEnvironment(store, { watermark, memory }, (own, where) => {
    const there = mebibytes(own.memory);
    if (Number(own.watermark) <= there * MOST || there === 0) return;
    report(store.construct, {
      code: 'LS186',
      path: 'memoryHighWatermark',
      ...where,
      message: `publishers are stopped at ${String(own.watermark)}Mi, and the container is killed at ${String(own.memory)}; above ${MOST * 100} % of it nobody is stopped in time`,
      fix: `Give ${Math.floor(there * MOST)}Mi or less, or raise resources.limits.memory to ${Math.ceil(Number(own.watermark) / MOST)}Mi.`,
    });
  });
  inEachEnvironment(store, { diskFree, disk }, (own, where) => {
    const there = mebibytes(own.disk);
    if (Number(own.diskFree) * 2 <= there || there === 0) return;
    report(store.construct, {
      code: 'LS185',
      path: diskFreeLimit === undefined ? 'storage.size' : 'diskFreeLimit',
      ...where,
      message: `publishers are stopped while less than ${String(own.diskFree)}Mi are free, more than half of the volume of ${String(own.disk)}`,
      fix: `Raise storage.size to ${Number(own.diskFree) * 2}Mi or more, or give a diskFreeLimit of ${Math.floor(there / 2)}Mi or less.`,
    });
  });
  return { watermark, diskFree };
}

function mebibytes(quantity: unknown): number {
  return (bytesOf(quantity) ?? 0) / MEBIBYTE;
}
