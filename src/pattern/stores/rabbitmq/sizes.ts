/** How much a node may hold in memory and on disk before it stops its publishers. */
import type { Resources } from '../../workload/resources';
import type { Subject } from '../../engine/build';
import type { Facts } from '../../engine/facts';
import { bytesIn, MEBIBYTE } from '../stateful/sizes';

/** Above this share of the container, what a garbage collection needs besides gets the node killed. */
const MOST = 0.8;

/** Memory is requested in full: a broker that is evicted takes its members' queues along. */
export function brokerResources({ opinions }: Pick<Facts, 'opinions'>, { requests, limits }: Resources = {}) {
  const { brokerMemory, brokerRequestsCpu } = opinions;
  const memory = limits?.memory ?? requests?.memory ?? brokerMemory.value;
  return {
    requests: {
      ...requests,
      cpu: requests?.cpu ?? brokerRequestsCpu.value,
      memory: requests?.memory ?? memory,
    },
    limits: { ...limits, memory },
  };
}

export interface SizesGiven {
  readonly memoryHighWatermark?: string;
  readonly diskFreeLimit?: string;
}

/** Whole MiB. */
export interface Sizes {
  /** At which publishers are stopped. */
  readonly watermark: number;
  /** That must be free on the volume. */
  readonly diskFree: number;
}

/** @param memory limit of the container @param disk size of the volume */
export function settleSizes({ parts, facts }: Subject, given: SizesGiven, memory: string, disk: string): Sizes {
  const { memoryHighWatermark, diskFreeLimit } = given;
  const room = mebibytes(memory);
  const watermark =
    memoryHighWatermark === undefined
      ? Math.floor(room * facts.opinions.brokerWatermark.value)
      : mebibytes(memoryHighWatermark);
  // What is in memory when the alarm goes off must still fit the disk (RabbitMQ, "Production checklist").
  const diskFree = Math.ceil(mebibytes(diskFreeLimit ?? memory));
  if (watermark > room * MOST && room !== 0)
    parts.report({
      code: 'LS186',
      path: 'memoryHighWatermark',
      message: `publishers are blocked at ${watermark}Mi, and the container is OOM-killed at ${memory}; a watermark above ${MOST * 100}% of the limit may not block them in time`,
      fix: `Set it to ${Math.floor(room * MOST)}Mi or less, or raise resources.limits.memory to ${Math.ceil(watermark / MOST)}Mi.`,
    });
  const volume = mebibytes(disk);
  if (diskFree * 2 > volume && volume !== 0)
    parts.report({
      code: 'LS185',
      path: diskFreeLimit === undefined ? 'storage.size' : 'diskFreeLimit',
      message: `publishers are blocked while less than ${diskFree}Mi is free, which is more than half of the ${disk} volume`,
      fix: `Raise storage.size to ${diskFree * 2}Mi or more, or set diskFreeLimit to ${Math.floor(volume / 2)}Mi or less.`,
    });
  return { watermark, diskFree };
}

function mebibytes(quantity: string): number {
  return bytesIn(quantity) / MEBIBYTE;
}
