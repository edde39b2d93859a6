import { createServer } from 'node:net';

/** Handed out before: whoever got one may not listen yet while another cluster asks. */
const given = new Set<number>();

/** Free ports of the loopback interface, different from all that this run was given. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.on('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the system gave no port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  if (ports.some((port) => given.has(port))) return freePorts(count);
  for (const port of ports) given.add(port);
  return ports;
}
