import { Construct } from 'constructs';
import { report } from '../model/declarations';
import { Expression } from '../model/expression';
import type { Fields } from '../model/fields';
import { integer, list, object, required, text, type Shape } from '../model/shape';
import { cidr } from '../model/syntax';
import { combine, derive, varies } from '../model/varying';
import { accept } from './accept';
import { Endpoint } from './connections';
import { byEnvironment, or } from './per-environment';
import { NOT_PUBLIC } from './policy';

/** Something outside of the cluster that services call. */
export interface ExternalServiceProps {
  /** Its address: `https://api.stripe.com`. */
  readonly url: string;
  /** Address ranges it answers from. Default: any public address; private ranges and the metadata service stay closed. */
  readonly cidrs?: readonly string[];
  /** Default: the port of the URL, else that of its scheme. */
  readonly port?: number;
}

const shape: Shape = object<ExternalServiceProps>({
  url: required(text('an absolute URL', 'https://api.payments.example', (value) => URL.canParse(value))),
  cidrs: list(cidr, { atLeast: 1 }),
  port: integer({ min: 1, max: 65535, unit: 'port' }),
});

/**
 * Declares a target outside of the cluster. Whoever uses its `url` in `env`, or lists it in `calls`, may reach it, and
 * nobody else. NetworkPolicies know addresses, not host names: a public target without `cidrs` opens its port to all
 * public addresses.
 */
export class ExternalService extends Construct {
  /** The URL, with the connection to it. */
  readonly url: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: Fields<ExternalServiceProps>) {
    super(scope, id);
    const given = accept<ExternalServiceProps>(this, props, shape);
    const url = given?.url ?? 'https://unknown.invalid';
    const cidrs = given?.cidrs;
    if (varies(cidrs))
      report(this, {
        code: 'LS102',
        path: 'cidrs',
        message: 'the list varies as a whole',
        fix: 'Let its elements vary.',
      });
    this.endpoint = new Endpoint(
      {
        kind: 'addresses',
        name: id,
        cidrs: cidrs === undefined || varies(cidrs) ? ['0.0.0.0/0'] : cidrs,
        except: cidrs === undefined ? NOT_PUBLIC : [],
      },
      [
        {
          port: or(
            given?.port,
            derive(url, (text) => portOf(text) ?? 443),
          ),
          protocol: 'TCP',
        },
      ],
    );
    this.url = new Expression([url as string, this.endpoint]);
    this.refuseUnknownPort(
      combine({ url, port: given?.port }, (own) => own.port ?? portOf(String(own.url)) ?? String(own.url)),
    );
  }

  /** @param ports the port; the URL, where neither says it */
  private refuseUnknownPort(ports: unknown): void {
    for (const [environment, port] of byEnvironment(ports)) {
      if (typeof port !== 'string') continue;
      const where = environment === undefined ? {} : { environments: [environment] };
      report(this, {
        code: 'LS103',
        path: 'port',
        ...where,
        message: `"${port}" does not say which port is called`,
        fix: 'Give `port`.',
      });
    }
  }
}

const SCHEME_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'amqp:': 5672,
  'amqps:': 5671,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
};

/** `undefined` where neither the URL nor its scheme says. */
function portOf(url: string): number | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.port === '' ? SCHEME_PORTS[parsed.protocol] : Number(parsed.port);
}
