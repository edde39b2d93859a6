import { beyond, resolve } from './addresses';
import { ALL_PORTS, NO_PORTS, portRange, portsText, union } from './ports';

const HTTPS = portRange('TCP', 443);
const BOTH = union(HTTPS, portRange('TCP', 80));
const at = (cidr: string, ports = HTTPS, except: readonly string[] = []) => ({ block: { cidr, except }, ports });

it.each([
  ['the same range', [at('10.0.0.0/8')], [at('10.0.0.0/8')], []],
  ['two halves for a whole', [at('10.0.0.0/8')], [at('10.0.0.0/9'), at('10.128.0.0/9')], []],
  ['a whole for two halves', [at('10.0.0.0/9'), at('10.128.0.0/9')], [at('10.0.0.0/8')], []],
  ['more than half', [at('10.0.0.0/8')], [at('10.0.0.0/9')], ['10.0.0.0/8 TCP 443']],
  [
    'an exception that the other lacks',
    [at('10.0.0.0/8')],
    [at('10.0.0.0/8', HTTPS, ['10.1.0.0/16'])],
    ['10.0.0.0/8 TCP 443'],
  ],
  [
    'an exception that another rule fills',
    [at('10.0.0.0/8')],
    [at('10.0.0.0/8', HTTPS, ['10.1.0.0/16']), at('10.1.0.0/16')],
    [],
  ],
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
  expect(beyond(one, other).map(({ at: index, ports }) => `${one[index]!.block.cidr} ${portsText(ports)}`)).toEqual(
    expected,
  );
});

describe('blocks that are cut', () => {
  const cut = (...cidrs: readonly string[]) =>
    resolve(
      cidrs.map((cidr) => ({ cidr, except: [] })),
      () => ALL_PORTS,
    ).map(({ block }) => block.cidr);

  it.each([
    '::/0',
    '::1/128',
    '1::/16',
    '1:0:0:2::/64',
    'fd00::1:0:0:1/128',
    '2001:db8:0:1:1:1:1:1/128',
    '0.0.0.0/0',
    '255.255.255.255/32',
    '10.0.0.4/30',
  ])('%s is written as it was', (cidr) => {
    expect(cut(cidr)).toEqual([cidr]);
  });

  it('neighbours that are the same are one, and IPv4 is no neighbour of IPv6', () => {
    expect(cut('10.0.0.0/25', '10.0.0.128/25', '::/1')).toEqual(['10.0.0.0/24', '::/1']);
    expect(cut('255.255.255.255/32', '::/128')).toEqual(['255.255.255.255/32', '::/128']);
  });

  it('what is left beside a block is written with the fewest blocks', () => {
    const [whole, part] = ['10.0.0.0/29', '10.0.0.3/32'].map((cidr) => ({ cidr, except: [] }));
    const left = resolve([whole!, part!], (covers) => (covers(part!) ? NO_PORTS : ALL_PORTS));
    expect(left.map(({ block, ports }) => `${block.cidr} ${ports.length > 0}`)).toEqual([
      '10.0.0.0/31 true',
      '10.0.0.2/32 true',
      '10.0.0.3/32 false',
      '10.0.0.4/30 true',
    ]);
  });
});
