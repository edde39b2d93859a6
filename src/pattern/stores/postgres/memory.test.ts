import fc from 'fast-check';
import { memoryProblems, settleMemory } from './memory';
import { poolSize } from './pooler';
import { bytesOf } from '../../../model/quantity';
import { formatSize, MB, parseSize } from './size';

const memory = fc.record({
  limit: fc.integer({ min: 256, max: 1024 * 1024 }).map((mebibytes) => mebibytes * MB),
  share: fc.double({ min: 0.2, max: 1, noNaN: true }),
  connections: fc.integer({ min: 1, max: 500 }),
});

test('what follows from the memory of a container fits it', () => {
  fc.assert(
    fc.property(memory, ({ limit, share, connections }) => {
      const given = { limit, request: Math.floor(limit * share), parameters: { max_connections: connections } };
      expect(memoryProblems(given)).toEqual([]);
    }),
  );
});

test('what follows once is accepted when it is given', () => {
  fc.assert(
    fc.property(memory, ({ limit, connections }) => {
      const parameters = settleMemory({ limit, request: limit, parameters: { max_connections: connections } });
      const given = { limit, request: limit, parameters };
      expect(memoryProblems(given)).toEqual([]);
      expect(settleMemory(given)).toEqual(parameters);
    }),
  );
});

test('given parameters move the others', () => {
  const settled = settleMemory({
    limit: 8192 * MB,
    request: 8192 * MB,
    parameters: { max_connections: 50, shared_buffers: '1GB' },
  });
  expect(settled).toEqual({
    max_connections: '50',
    shared_buffers: '1GB',
    effective_cache_size: '6GB',
    maintenance_work_mem: '512MB',
    work_mem: '66MB',
  });
});

test('a written size is read back, rounded down', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1024, max: 2 ** 45 }), (bytes) => {
      const back = parseSize(formatSize(bytes))!;
      expect(back).toBeLessThanOrEqual(bytes);
      expect(back).toBeGreaterThan(bytes - (bytes >= MB ? MB : 1024));
    }),
  );
});

test.each([
  ['256MB', 256 * MB],
  ['64 kB', 65536],
  ['1.5GB', 1536 * MB],
  ['2TB', 2 * 1024 ** 4],
  ['256mb', undefined],
  ['256', undefined],
  ['1Gi', undefined],
])('size %s', (written, bytes) => {
  expect(parseSize(written)).toBe(bytes);
});

test('quantities in bytes', () => {
  expect([bytesOf('1Gi'), bytesOf('1536Mi'), bytesOf('1G'), bytesOf('none')]).toEqual([
    1024 * MB,
    1536 * MB,
    1e9,
    undefined,
  ]);
});

test('pools that follow from the database leave it room', () => {
  const pools = fc.record({
    maxConnections: fc.integer({ min: 60, max: 5000 }),
    instances: fc.integer({ min: 1, max: 10 }),
    roles: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(pools, (own) =>
      expect(poolSize(own) * own.instances * own.roles).toBeLessThanOrEqual(own.maxConnections - 10),
    ),
  );
});
