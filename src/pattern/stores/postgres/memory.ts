/**
 * The memory of an instance: parameters that follow from the container's memory, and the sums that given ones must fit.
 * Shared buffers at a quarter and the cache estimate at three quarters are what PostgreSQL's documentation ("Resource
 * Consumption") and CloudNativePG's ("Resource management") start from.
 */
import { quantityOf } from '../stateful/sizes';
import { formatSize, MB, parseSize } from './size';

/** What one environment declares. */
export interface MemoryGiven {
  /** Bytes: the memory limit and request of the container. */
  readonly limit: number;
  readonly request: number;
  /** Parameters by name, as they were written. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

export interface MemoryProblem {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

/** Above this share of the container, sessions and the page cache have too little. */
const MOST_SHARED = 0.4;
const SHARED = 0.25;
const CACHE = 0.75;
const MAINTENANCE = 1 / 16;
const LEAST_WORK_MEM = 64 * 1024;
const DEFAULT_CONNECTIONS = 100;

export const MEMORY_PARAMETERS = [
  'max_connections',
  'shared_buffers',
  'effective_cache_size',
  'maintenance_work_mem',
  'work_mem',
] as const;
export type MemoryParameter = (typeof MEMORY_PARAMETERS)[number];

/** The five parameters as text: those given as they are, the others from the memory of the container. */
export function settleMemory({ limit, request, parameters }: MemoryGiven): Readonly<Record<MemoryParameter, string>> {
  const written = Number(parameters.max_connections ?? DEFAULT_CONNECTIONS);
  const connections = written >= 1 ? written : DEFAULT_CONNECTIONS;
  const given = (name: MemoryParameter) => parseSize(parameters[name]);
  const shared = given('shared_buffers') ?? Math.min(limit * SHARED, request);
  const maintenance = given('maintenance_work_mem') ?? limit * MAINTENANCE;
  // Half of what is left: a query may use work_mem several times, and a process needs memory of its own.
  const work = Math.max(LEAST_WORK_MEM, (limit - shared - maintenance) / 2 / connections);
  const derived = {
    shared_buffers: shared,
    effective_cache_size: limit * CACHE,
    maintenance_work_mem: maintenance,
    work_mem: work,
  };
  const text = (name: keyof typeof derived) =>
    parameters[name] === undefined ? formatSize(derived[name]) : String(parameters[name]);
  return {
    max_connections: String(connections),
    shared_buffers: text('shared_buffers'),
    effective_cache_size: text('effective_cache_size'),
    maintenance_work_mem: text('maintenance_work_mem'),
    work_mem: text('work_mem'),
  };
}

/** What does not fit, with the numbers. */
export function memoryProblems(given: MemoryGiven): readonly MemoryProblem[] {
  const { limit, request } = given;
  const settled = settleMemory(given);
  const problems: MemoryProblem[] = [];
  const size = (name: Exclude<MemoryParameter, 'max_connections'>): number => {
    const bytes = parseSize(settled[name]);
    if (bytes !== undefined) return bytes;
    problems.push({
      path: `parameters.${name}`,
      message: `${name}: "${settled[name]}" is not a size with a unit`,
      fix: 'Add a unit (kB, MB, GB or TB), as in "256MB"; PostgreSQL and its operator interpret a number without a unit differently.',
    });
    return 0;
  };
  const connections = Number(settled.max_connections);
  if (!/^[1-9]\d*$/.test(String(given.parameters.max_connections ?? connections))) {
    const message = `max_connections "${String(given.parameters.max_connections)}" is not a positive integer`;
    problems.push({ path: 'parameters.max_connections', message, fix: 'Set it to an integer of at least 1.' });
  }
  const shared = size('shared_buffers');
  const cache = size('effective_cache_size');
  const maintenance = size('maintenance_work_mem');
  const work = size('work_mem');
  if (problems.length > 0) return problems;

  if (shared > limit * MOST_SHARED) {
    problems.push({
      path: 'parameters.shared_buffers',
      message:
        `shared_buffers ${settled.shared_buffers} is ${percent(shared, limit)} of the container's ${quantityOf(limit)}; ` +
        'above 40%, too little is left for sessions and the page cache',
      fix: `Set it to ${formatSize(limit * MOST_SHARED)} or less, or raise resources.limits.memory to ${quantityOf(shared / MOST_SHARED)}.`,
    });
  }
  if (shared > request) {
    problems.push({
      path: 'resources.requests.memory',
      message:
        `shared_buffers ${settled.shared_buffers} is more than the ${quantityOf(request)} of memory that the container requests, ` +
        'which the operator rejects',
      fix: `Request ${quantityOf(shared)} or more, or set shared_buffers to ${formatSize(request)} or less.`,
    });
  }
  if (cache > limit) {
    problems.push({
      path: 'parameters.effective_cache_size',
      message:
        `effective_cache_size ${settled.effective_cache_size} is more than the container's ${quantityOf(limit)}, ` +
        'so the planner assumes a cache that cannot exist',
      fix: `Set it to ${formatSize(limit * CACHE)} (three quarters of the memory), or raise resources.limits.memory.`,
    });
  }
  const needed = shared + connections * work + maintenance;
  if (needed > limit) {
    problems.push({
      path: 'parameters.work_mem',
      message:
        `shared_buffers ${settled.shared_buffers} + ${connections} connections × work_mem ${settled.work_mem} + maintenance_work_mem ` +
        `${settled.maintenance_work_mem} add up to ${quantityOf(needed)}, but the memory limit is ${quantityOf(limit)}`,
      fix: `Lower work_mem or max_connections, or raise resources.limits.memory to ${quantityOf(Math.ceil(needed / MB) * MB)}.`,
    });
  }
  return problems;
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)}%`;
}
