import { Construct } from 'constructs';
import { Expression } from '../../model/expression';
import type { Fields } from '../../model/fields';
import { list, object, required, text, type PropsOf } from '../../model/shape';
import { cidr, portNumber } from '../../model/syntax';
import { Endpoint } from './connections';
import { acceptProps } from '../engine/accepted';
import { build, varyingOf, type Subject } from '../engine/build';
import { withoutPods } from '../engine/identity';
import { NOT_PUBLIC } from './policy';

/** Something outside of the cluster that services call. */
export interface ExternalServiceProps extends PropsOf<typeof props> {}
const props = {
  /** Its address: `https://api.stripe.com`. */
  url: required(text('an absolute URL', 'https://api.payments.example', (value) => URL.canParse(value))),
  /**
   * Address ranges of the target. Default: any public address; private ranges and the metadata service remain blocked.
   */
  cidrs: list(cidr, { atLeast: 1 }),
  /** Default: the port of the URL, otherwise that of its scheme. */
  port: portNumber,
};
const shape = object<ExternalServiceProps>(props);

/**
 * Declares a target outside of the cluster. Only pods that use its `url` in `env`, or list it in `calls`, may reach it.
 * NetworkPolicies match addresses, not host names: without `cidrs`, a public target opens its port to all public
 * addresses.
 */
export class ExternalService extends Construct {
  /** The URL, with the connection to it. */
  readonly url: Expression;
  /** The connection alone, for `calls`. */
  readonly endpoint: Endpoint;

  constructor(scope: Construct, id: string, props: Fields<ExternalServiceProps>) {
    super(scope, id);
    const accepted = acceptProps<ExternalServiceProps>(this, props, shape);
    const identity = withoutPods(this, id);
    const targets = accepted === undefined ? [UNKNOWN] : build(identity, accepted, externalTarget);
    const varying = <T>(of: (target: Target) => T) => varyingOf(identity, targets, of);
    this.endpoint = new Endpoint(
      { kind: 'addresses', name: id, cidrs: varying(({ cidrs }) => cidrs), except: varying(({ except }) => except) },
      [{ port: varying(({ port }) => port), protocol: 'TCP' }],
    );
    this.url = new Expression([varying(({ url }) => url), this.endpoint]);
  }
}

/** Where calls go to in one environment. */
interface Target {
  readonly url: string;
  readonly cidrs: readonly string[];
  readonly except: readonly string[];
  readonly port: number;
}

const PUBLIC = { cidrs: ['0.0.0.0/0'], except: NOT_PUBLIC };
const UNKNOWN: Target = { ...PUBLIC, url: 'https://unknown.invalid', port: 443 };
const NONE: readonly string[] = [];

function externalTarget({ parts }: Subject, { url, cidrs, port }: ExternalServiceProps): Target {
  const known = port ?? portOf(url);
  if (known === undefined)
    parts.report({
      code: 'LS103',
      path: 'port',
      message: `"${url}" does not specify a port`,
      fix: 'Set `port`.',
    });
  return { url, ...(cidrs === undefined ? PUBLIC : { cidrs, except: NONE }), port: known ?? UNKNOWN.port };
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
