/** Suite `brokers`: a real RabbitMQ starts with the command, the definitions and the TLS files that are written for it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect as connectPlain, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { temporaryFolder } from '../../cleanup';
import { refuse } from '../../report';
import type { Suite } from '../../suite';
import { logIn, type Login } from './amqp';
import { issue } from './certificates';
import { synthesize } from './manifests';
import { NODE_TOOLS, startNode, type BrokerNode } from './node';

/** Plain text, where nothing is to listen. */
const PLAIN_PORTS = [5672, 15672];
const NAME = 'rabbitmq.shop.svc';

export const brokers: Suite = {
  name: 'brokers',
  title: 'RabbitMQ takes the configuration, users and certificates that are written for it',
  tools: [...NODE_TOOLS],
  waits: true,
  run: async ({ report, tool, project, commands }) => {
    if (!commands) return;
    const folder = temporaryFolder('brokers');
    let node: BrokerNode | undefined;
    // A program of the machine may have been there before.
    const taken = await listening();
    const up = await report.case('brokers: RabbitMQ starts, without what Debian has yet to know', async () => {
      mkdirSync(join(folder, 'node'));
      node = await startNode(tool, join(folder, 'node'), await synthesize(project, join(folder, 'project')));
    });
    if (!up || node === undefined) return;
    const own = node;
    try {
      await report.case('brokers: declared users log in to their virtual hosts, and nobody else', () =>
        judgeLogins(own),
      );
      await report.case(
        'brokers: clients verify the server, by every name, and refuse another authority and another name',
        () => judgeTls(own, join(folder, 'other')),
      );
      await report.case('brokers: the web interface speaks TLS to who has a login', () => judgeWeb(own));
      await report.case('brokers: nothing answers plain text', () => judgePlain(own, taken));
    } finally {
      await own.service.stop();
    }
  },
};

async function judgeLogins(node: BrokerNode): Promise<void> {
  const { password } = node;
  const expected: readonly (readonly [user: string, password: string, vhost: string, Login])[] = [
    [password('username'), password('password'), '/', 'open'],
    [password('username'), password('password'), 'orders', 'open'],
    ['orders', password('orders-password'), 'orders', 'open'],
    ['orders', password('orders-password'), '/', 'refused: virtual host'],
    ['orders', password('password'), 'orders', 'refused: login'],
    ['guest', 'guest', '/', 'refused: login'],
  ];
  const problems: string[] = [];
  for (const [user, own, vhost, wanted] of expected) {
    const got = await logIn(await secure(node, NAME), user, own, vhost);
    if (got !== wanted) problems.push(`${user} at ${vhost}: ${got}, not ${wanted}`);
  }
  refuse(problems);
}

async function judgeTls(node: BrokerNode, folder: string): Promise<void> {
  mkdirSync(folder);
  const other = await issue(folder, [NAME]);
  const outcomes: readonly (readonly [what: string, ca: string, name: string, wanted: string])[] = [
    ...['rabbitmq', 'rabbitmq.shop', NAME, 'localhost'].map((name) => [name, node.tls.ca, name, ''] as const),
    ['another authority', other.ca, NAME, 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['another name', node.tls.ca, 'redis.shop.svc', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ];
  const problems: string[] = [];
  for (const [what, ca, name, wanted] of outcomes) {
    const got = await secure(node, name, ca).then(
      (socket) => {
        socket.destroy();
        return '';
      },
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    );
    if (got !== wanted)
      problems.push(`${what}: ${got === '' ? 'accepted' : got}, not ${wanted === '' ? 'accepted' : wanted}`);
  }
  refuse(problems);
}

async function judgeWeb(node: BrokerNode): Promise<void> {
  const ask = (password: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const auth = `${node.password('username')}:${password}`;
      const at = {
        host: '127.0.0.1',
        port: node.https,
        path: '/api/whoami',
        servername: NAME,
        headers: { host: NAME },
      };
      request({ ...at, auth, ca: readFileSync(node.tls.ca) }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
  const [right, wrong] = [await ask(node.password('password')), await ask('another')];
  refuse([
    ...(right === 200 ? [] : [`with its password: ${String(right)}`]),
    ...(wrong === 401 ? [] : [`with another password: ${String(wrong)}`]),
  ]);
}

async function judgePlain(node: BrokerNode, taken: readonly number[]): Promise<void> {
  const problems = (await listening()).filter((port) => !taken.includes(port)).map((port) => `it listens at ${port}`);
  const login = await logIn(await plain(node.amqps), node.password('username'), node.password('password'), '/');
  if (login !== 'no AMQP') problems.push(`plain text at the port of TLS: ${login}`);
  refuse(problems);
}

/** Those of the plain ports at which somebody listens. */
async function listening(): Promise<readonly number[]> {
  const open = await Promise.all(
    PLAIN_PORTS.map((port) =>
      plain(port).then(
        (socket) => socket.destroy().destroyed,
        () => false,
      ),
    ),
  );
  return PLAIN_PORTS.filter((_, index) => open[index]);
}

function secure({ amqps, tls }: BrokerNode, servername: string, ca = tls.ca): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port: amqps, servername, ca: readFileSync(ca) }, () =>
      resolve(socket),
    );
    socket.on('error', reject);
  });
}

function plain(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ host: '127.0.0.1', port }, () => resolve(socket));
    socket.on('error', reject);
  });
}
