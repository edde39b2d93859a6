/** As much of AMQP 0-9-1 as a login takes: who one is, and which virtual host one wants. */
import type { Socket } from 'node:net';

/** Methods of the class of connections, by their numbers. */
const [START, START_OK, TUNE, TUNE_OK, OPEN, OPEN_OK, CLOSE] = [10, 11, 30, 31, 40, 41, 50];
const CONNECTION = 10;
const FRAME_END = 0xce;

/** How far a login gets: `open`, or what ended it. */
export type Login = 'open' | 'refused: login' | 'refused: virtual host' | 'no AMQP';

/** @param socket connected, in plain text or by TLS; it is ended */
export async function logIn(socket: Socket, user: string, password: string, vhost: string): Promise<Login> {
  const next = methods(socket);
  try {
    socket.write(Buffer.from([...Buffer.from('AMQP'), 0, 0, 9, 1]));
    if ((await next())?.method !== START) return 'no AMQP';
    socket.write(
      frame(START_OK, Buffer.concat([long(0), short('PLAIN'), text(`\0${user}\0${password}`), short('en_US')])),
    );
    const tune = await next();
    if (tune?.method !== TUNE) return 'refused: login';
    socket.write(
      Buffer.concat([
        frame(TUNE_OK, tune.body),
        frame(OPEN, Buffer.concat([short(vhost), short(''), Buffer.from([0])])),
      ]),
    );
    return (await next())?.method === OPEN_OK ? 'open' : 'refused: virtual host';
  } finally {
    socket.destroy();
  }
}

interface Method {
  readonly method: number;
  readonly body: Buffer;
}

/** The methods that arrive, one at a time; `undefined` where the connection ends, or is closed by a method. */
function methods(socket: Socket): () => Promise<Method | undefined> {
  let buffer = Buffer.alloc(0);
  let ended = false;
  let wake = () => undefined as void;
  const arrived = () => wake();
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    arrived();
  });
  for (const event of ['end', 'close', 'error', 'timeout'] as const) {
    socket.on(event, () => {
      ended = true;
      arrived();
    });
  }
  socket.setTimeout(20_000);
  return async () => {
    for (;;) {
      const size = buffer.length < 7 ? Infinity : buffer.readUInt32BE(3) + 8;
      if (buffer.length >= size) {
        const own = buffer.subarray(0, size);
        buffer = buffer.subarray(size);
        if (own[size - 1] !== FRAME_END || own.readUInt16BE(7) !== CONNECTION) return undefined;
        const method = own.readUInt16BE(9);
        return method === CLOSE ? undefined : { method, body: own.subarray(11, size - 1) };
      }
      if (ended) return undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

function frame(method: number, body: Buffer): Buffer {
  const payload = Buffer.concat([word(CONNECTION), word(method), body]);
  return Buffer.concat([Buffer.from([1]), word(0), long(payload.length), payload, Buffer.from([FRAME_END])]);
}

function word(value: number): Buffer {
  const own = Buffer.alloc(2);
  own.writeUInt16BE(value);
  return own;
}

function long(value: number): Buffer {
  const own = Buffer.alloc(4);
  own.writeUInt32BE(value);
  return own;
}

const short = (value: string): Buffer => Buffer.from([Buffer.byteLength(value), ...Buffer.from(value)]);
const text = (value: string): Buffer => Buffer.concat([long(Buffer.byteLength(value)), Buffer.from(value)]);
