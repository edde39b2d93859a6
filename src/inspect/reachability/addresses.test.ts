import { beyond } from './addresses';
import { portRange, portsText, union } from './ports';

const HTTPS = portRange('TCP', 443);
const BOTH = union(HTTPS, portRange('TCP', 80));
const at = (cidr: string, ports = HTTPS, except: readonly string[] = []) => ({ block: { cidr, except }, ports });

it.each([
  ['the same range', [at('10.0.0.0/8')], [at('10.0.0.0/8')], []],
  ['two halves for a whole', [at('10.0.0.0/8')], [at('10.0.0.0/9'), at('10.128.0.0/9')], []],
  ['a whole for two halves', [at('10.0.0.0/9'), at('10.128.0.0/9')], [at('10.0.0.0/8')], []],
  ['more than half', [at('10.0.0.0/8')], [at('10.0.0.0/9')], ['10.0.0.0/8 TCP 443']],
  ['an exception that the other lacks', [at('10.0.0.0/8')], [at('10.0.0.0/8', HTTPS, ['10.1.0.0/16'])], ['10.0.0.0/8 TCP 443']],
  ['an exception that another rule fills', [at('10.0.0.0/8')], [at('10.0.0.0/8', HTTPS, ['10.1.0.0/16']), at('10.1.0.0/16')], []],
  ['an exception at the edge', [at('10.0.0.0/8', HTTPS, ['10.0.0.0/9'])], [at('10.128.0.0/9')], []],
  ['another port', [at('10.0.0.0/8', BOTH)], [at('10.0.0.0/8')], ['10.0.0.0/8 TCP 80']],
  [
    'the metadata address, no longer excepted',
    [at('0.0.0.0/0')],
    [at('0.0.0.0/0', HTTPS, ['169.254.0.0/16'])],
    ['0.0.0.0/0 TCP 443'],
  ],
  ['IPv6 is not IPv4', [at('::/0')], [at('0.0.0.0/0')], ['::/0 TCP 443']],
  ['one address of IPv6', [at('fd00::1/128')], [at('fd00::/8')], []],
  ['no declaration', [at('10.0.0.1/32')], [], ['10.0.0.1/32 TCP 443']],
])('%s', (_, one, other, expected) => {
  expect(beyond(one, other).map(({ at: index, ports }) => `${one[index]!.block.cidr} ${portsText(ports)}`)).toEqual(expected);
});
