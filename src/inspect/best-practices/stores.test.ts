import { storeOf } from './stores';

test.each([
  ['the image alone', { image: 'redis:7' }, 'Redis'],
  ['arguments of the server', { image: 'redis:7', args: ['--port', '0'] }, 'Redis'],
  [
    'a server that is asked before it starts',
    { image: 'redis:7', command: ['sh', '-c', 'redis-cli ping; exec redis-server'] },
    'Redis',
  ],
  [
    'the entry point of the image',
    { image: 'redis:7', command: ['sh', '-c', 'redis-cli ping || docker-entrypoint.sh redis'] },
    'Redis',
  ],
  ['a client', { image: 'redis:7', command: ['sh', '-c', 'while :; do redis-cli ping; sleep 60; done'] }, undefined],
  ['a client of Valkey', { image: 'valkey:8', command: ['valkey-cli', 'ping'] }, undefined],
  ['another image', { image: 'nginx:1' }, undefined],
])('%s', (_, container, name) => {
  expect(storeOf(container)?.name).toBe(name);
});
