/**
 * Law 5: the policies allow exactly the declared connections.
 *
 * Only pods with declared connections are checked, in both directions. Other workloads are listed in the proof with what they
 * reach, and are checked only where they communicate with checked pods. A rule that a team wrote itself, or that a deviation
 * added, is intentional: what it allows beyond the declared connections is a warning, not an error.
 */
import { obtain } from '../../model/append';
import { found } from '../found';
import { plainKind } from '../kinds/names';
import { pathOf } from '../object-path';
import { beyond, blockText, overlap, type AddressPorts } from './addresses';
import { intersect, portsText, subtract, type PortSet } from './ports';
import { scrapeGaps } from './scrape';
import { declaredFlowsOf } from './declared-flows';
import { SILENCE, phrase, quotedNames, type Phrase } from '../../model/phrase';
import type { Code } from '../../model/codes';
import type { Finding } from '../../model/finding';
import type { CatalogEntry } from '../catalog/entries';
import type { InspectedEnvironment } from '../types';
import type { DeclaredIndex, DeclaredReachability } from './declared';
import type { Reachability } from './evaluate';
import type { Direction } from './policies';
import type { Point } from './points';
import type { ReachRule } from './sides';

/** One finding for all peers that one rule, or one side, is wrong about. */
interface Group {
  readonly owners: Set<string>;
  readonly peers: Set<string>;
  readonly tell: (owners: Phrase, peers: Phrase) => Finding;
}

export function compareReachability(environment: InspectedEnvironment, declared: DeclaredReachability): Finding[] {
  return new Comparison(environment, declared).findings();
}

class Comparison {
  private readonly reach: Reachability;
  private readonly index: DeclaredIndex;
  private readonly groups = new Map<string, Group>();
  /** Policies that the declarations themselves yield. */
  private readonly ours: ReadonlySet<string>;
  private readonly gaps: ReturnType<typeof scrapeGaps>;
  private readonly names: ReadonlyMap<Point, string>;

  constructor(
    environment: InspectedEnvironment,
    private readonly declared: DeclaredReachability,
  ) {
    const { reach, index, names } = declaredFlowsOf(environment, declared);
    this.reach = reach;
    this.index = index;
    this.names = names;
    this.ours = new Set(declared.pods.map(({ name }) => name));
    this.gaps = scrapeGaps(environment);
  }

  findings(): Finding[] {
    for (const point of this.index.judged.keys()) {
      this.judge(point, 'ingress');
      this.judge(point, 'egress');
    }
    this.judgeDeclared();
    return [...this.groups.values()].map(({ owners, peers, tell }) =>
      tell(quotedNames({ owners: [...owners].sort() }), quotedNames({ peers: [...peers].sort() })),
    );
  }

  /** What the policies of one side allow, against what is declared. */
  private judge(own: Point, direction: Direction): void {
    const side = this.reach.side(own, direction);
    if (!side.isolated) return this.reportOpen(own, direction);
    const admitting = [...side.admin.filter(({ rule }) => rule.action === 'allow'), ...side.rules];
    for (const rule of admitting) {
      this.judgePeers(rule, own);
      if (rule.rule.everybody)
        this.reportRule('LS721', rule, own, ['everybody'], this.reach.opened(rule, own, undefined));
    }
    const allowed = this.allowedAddresses(admitting, own);
    const declared = this.index.addresses(own, direction);
    for (const { at, ports } of beyond(allowed, declared)) {
      const { rule, block } = allowed[at]!;
      this.reportRule('LS721', rule, own, [blockText(block)], ports);
    }
    // what is open to everybody is open to addresses as well, but for those about which administrators decide
    const decided = [...side.admin, ...side.baseline].flatMap(({ rule }) => rule.blocks.map(({ cidr }) => cidr));
    const open = [
      ...this.reach.addresses(own, direction),
      ...everywhere(
        side.rules.filter(({ rule }) => rule.everybody).map((rule) => this.reach.opened(rule, own, undefined)),
        decided,
      ),
    ];
    for (const { at, ports } of beyond(declared, open)) {
      const { block } = declared[at]!;
      const denier = side.admin.find(
        ({ rule }) => rule.action === 'deny' && rule.blocks.some((other) => overlap(other, block)),
      );
      this.reportBlocked(own, direction, blockText(block), ports, denier?.policy);
    }
  }

  /** A rule may mean a thousand peers: those of the same ports are reported at once. */
  private judgePeers(rule: ReachRule, own: Point): void {
    const wrong = new Map<string, { code: Code; ports: PortSet; peers: string[] }>();
    const note = (code: Code, ports: PortSet, peer: Point) => {
      if (ports.length === 0) return;
      const group = obtain(wrong, `${code} ${ports.join()}`, () => ({ code, ports, peers: [] }));
      group.peers.push(this.nameOf(peer));
    };
    for (const peer of rule.points) {
      const [from, to] = rule.direction === 'ingress' ? [peer, own] : [own, peer];
      const more = subtract(this.reach.opened(rule, own, peer), this.index.ports(from, to));
      if (more.length === 0) continue;
      const through = intersect(more, this.reach.between(from, to));
      note('LS721', through, peer);
      note('LS723', subtract(more, through), peer);
    }
    for (const { code, ports, peers } of wrong.values()) this.reportRule(code, rule, own, peers, ports);
  }

  private judgeDeclared(): void {
    for (const [from, targets] of this.index.between) {
      for (const [to, ports] of targets) {
        const missing = subtract(ports, this.reach.between(from, to));
        if (missing.length === 0) continue;
        const sent = subtract(ports, this.reach.sends(from, to));
        this.reportBlocked(from, 'egress', this.nameOf(to), sent, this.reach.denier(from, 'egress', to, sent));
        const received = subtract(ports, this.reach.receives(from, to));
        const known = this.gaps.filter((gap) => gap.readers.includes(from) && gap.target === to);
        this.reportBlocked(
          to,
          'ingress',
          this.nameOf(from),
          known.reduce((left, gap) => subtract(left, gap.ports), received),
          this.reach.denier(to, 'ingress', from, received),
        );
      }
    }
  }

  private reportOpen(own: Point, direction: Direction): void {
    const workload = own.pods?.from;
    if (workload?.source === undefined) return;
    const verb = direction === 'ingress' ? 'anyone can reach it' : 'it can reach anything';
    this.group(
      `LS722 ${workload.kind} ${workload.namespace}/${workload.name} ${direction}`,
      own,
      [],
      () =>
        found('LS722', workload.source!, '')`
          No NetworkPolicy isolates the pods of \`${{ workload: workload.name }}\` for ${{ direction }}, so ${{ verb }}.
          Add a NetworkPolicy with \`${direction === 'ingress' ? phrase`Ingress` : phrase`Egress`}\` in \`policyTypes\` that selects its pods.`,
    );
  }

  private reportRule(code: Code, rule: ReachRule, own: Point, peers: readonly string[], ports: PortSet): void {
    if (ports.length === 0) return;
    const { policy, direction } = rule;
    const half = code === 'LS723';
    const ingress = direction === 'ingress';
    const written = portsText(ports);
    this.group(
      `${code} ${policy.namespace}/${policy.name} ${direction} ${rule.rule.index} ${written}`,
      own,
      peers,
      (owners, others) =>
        found(
          code,
          policy.source!,
          pathOf(policy.source!.json, ['spec', direction, rule.rule.index]),
          this.isOurs(policy) ? {} : { severity: 'warning' },
        )`
          ${{ kind: plainKind(policy.kind) }} \`${{ policy: policy.name }}\` lets ${ingress ? phrase`${others} reach ${owners}` : phrase`${owners} reach ${others}`} on ${{ written }}, which no connection declares${half ? phrase`; the other side blocks it` : SILENCE}.
          Declare the connection, by using the endpoint in \`env\` or \`calls\`, or remove it from the policy.`,
    );
  }

  private reportBlocked(own: Point, direction: Direction, peer: string, ports: PortSet, denier?: CatalogEntry): void {
    if (ports.length === 0) return;
    if (denier !== undefined) return this.reportDenied(denier, own, direction, peer, ports);
    const { policies } = this.reach.side(own, direction);
    const ingress = direction === 'ingress';
    const name = this.index.judged.get(own);
    const policy = policies.find((other) => other.name === name) ?? policies.at(-1);
    if (policy === undefined) return;
    const written = portsText(ports);
    const all = quotedNames({ policies: policies.map((other) => other.name) });
    this.group(
      `LS720 ${policy.namespace}/${policy.name} ${direction} ${written}`,
      own,
      [peer],
      (owners, peers) =>
        found(
          'LS720',
          policy.source!,
          `spec.${direction}`,
          this.declared.deviating.includes(policy.source!.file) ? { severity: 'warning' } : {},
        )`
          The connection from ${ingress ? phrase`${peers} to ${owners}` : phrase`${owners} to ${peers}`} on ${{ written }} is declared, but no ${{ direction }} rule of NetworkPolicy ${all} allows it.
          Let NetworkPolicy \`${{ policy: policy.name }}\` allow it, or remove the connection.`,
    );
  }

  private reportDenied(policy: CatalogEntry, own: Point, direction: Direction, peer: string, ports: PortSet): void {
    const written = portsText(ports);
    this.group(
      `LS720 ${policy.kind} ${policy.name} ${direction} ${written}`,
      own,
      [peer],
      (owners, peers) =>
        found('LS720', policy.source!, `spec.${direction}`)`
          The connection from ${direction === 'ingress' ? phrase`${peers} to ${owners}` : phrase`${owners} to ${peers}`} on ${{ written }} is declared, but ${{ kind: plainKind(policy.kind) }} \`${{ policy: policy.name }}\` denies it, regardless of NetworkPolicies.
          Allow it in an earlier rule, or remove the connection.`,
    );
  }

  private group(key: string, own: Point, peers: readonly string[], tell: Group['tell']): void {
    const group = obtain(this.groups, key, () => ({ owners: new Set<string>(), peers: new Set<string>(), tell }));
    group.owners.add(this.nameOf(own));
    for (const peer of peers) group.peers.add(peer);
  }

  private allowedAddresses(rules: readonly ReachRule[], own: Point): (AddressPorts & { readonly rule: ReachRule })[] {
    return rules.flatMap((rule) => {
      const ports = rule.rule.blocks.length === 0 ? [] : this.reach.opened(rule, own, undefined);
      return ports.length === 0 ? [] : rule.rule.blocks.map((block) => ({ block, ports, rule }));
    });
  }

  private isOurs({ name, namespace, source }: CatalogEntry): boolean {
    const { namespace: home, deviating } = this.declared;
    return namespace === home && this.ours.has(name) && !deviating.includes(source!.file);
  }

  private nameOf(point: Point): string {
    return this.index.judged.get(point) ?? this.names.get(point)!;
  }
}

function everywhere(open: readonly PortSet[], except: readonly string[]): AddressPorts[] {
  return open.flatMap((ports) => ['0.0.0.0/0', '::/0'].map((cidr) => ({ block: { cidr, except }, ports })));
}
