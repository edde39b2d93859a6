import { obtain } from '../../../model/append';
import { catalogOf, type Catalog } from '../../catalog';
import { settingsOf } from '../../program-settings';
import { reachabilityOf } from '../../reachability/evaluate';
import { mayAllowMore } from '../../reachability/vendor-policies';
import { intersect, portRange } from '../../reachability/ports';
import { serviceAt } from '../../references/addresses';
import type { CatalogEntry, Pods } from '../../catalog/entries';
import type { Point } from '../../reachability/points';
import type { ReachRule } from '../../reachability/sides';
import { all, api, get, list, object, phrase, quotedNames, type Rule } from '../rule';

const POD = api('env: [{name: DATABASE_URL, value: "postgres://db:5432/shop"}]');
const DATABASE = object('v1', 'Service', 'db', 'spec: {selector: {app: db}, ports: [{port: 5432}]}');
const policy = (...rules: readonly string[]): string =>
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'api',
    ['spec:', '  podSelector: {matchLabels: {app: api}}', '  policyTypes: [Egress]', '  egress:', ...rules].join('\n'),
  );
const TO_DATABASE = '    - {to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}';
const TO_DNS = `    - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]
      ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]`;

/** Besides 53, what the pods of DNS listen on where its Service translates: policies see the port of the pod. */
const DNS_PORTS = [53, 1053, 5353, 8053].map((port) => portRange('UDP', port));
/** Where the DNS of clusters runs. */
const DNS_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'openshift-dns']);

export const dnsBlocked: Rule = {
  code: 'LS068',
  bad: all(POD, DATABASE, policy(TO_DATABASE)),
  good: all(POD, DATABASE, policy(TO_DATABASE, TO_DNS)),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const isOpen = mayAllowMore(catalog);
    const reach = reachabilityOf(environment);
    const byPolicy = new Map<CatalogEntry, { readonly workloads: Set<string>; readonly hosts: Set<string> }>();
    for (const point of reach.points.index.all) {
      const { pods } = point;
      if (pods?.spec === undefined || !asksCluster(pods) || isOpen(pods.namespace)) continue;
      const side = reach.side(point, 'egress');
      if (!side.isolated || side.rules.some((rule) => opensDns(rule, point))) continue;
      const hosts = servicesIn(pods, catalog);
      if (hosts.length === 0 && !side.rules.some((rule) => meansNames(rule, pods))) continue;
      const policy = side.rules[0]?.policy ?? side.policies[0]!;
      const group = obtain(byPolicy, policy, () => ({ workloads: new Set<string>(), hosts: new Set<string>() }));
      group.workloads.add(pods.from.name);
      for (const host of hosts) group.hosts.add(host);
    }
    for (const [policy, { workloads, hosts }] of byPolicy) {
      const unknown =
        hosts.size === 0
          ? phrase`the services that ${workloads.size > 1 ? phrase`they call` : phrase`it calls`}`
          : quotedNames({ hosts: [...hosts].sort() });
      say(policy, ['spec', 'egress'])`
        No egress rule lets ${quotedNames({ workloads: [...workloads].sort() })} query DNS (UDP 53), so ${unknown} cannot be resolved by name.
        Allow UDP and TCP 53 to the cluster DNS: pods with \`k8s-app: kube-dns\` in \`kube-system\`.`;
    }
  },
};

/** Whether the pod looks names up in the way of the cluster. */
function asksCluster({ spec }: Pods): boolean {
  return get(spec, 'dnsPolicy') !== 'None' && list(spec, 'hostAliases').length === 0;
}

function opensDns({ rule, points }: ReachRule, own: Point): boolean {
  const named = rule.ports.names.some(({ name }) => /^(?:dns|domain)/.test(name));
  if (!named && DNS_PORTS.every((port) => intersect(rule.ports.numbers, port).length === 0)) return false;
  // who names the port means DNS, whatever the labels of its pods may be in the cluster
  const meant =
    named ||
    DNS_PORTS.some(([port]) =>
      rule.ports.numbers.some((edge, at) => at % 2 === 0 && edge === port && rule.ports.numbers[at + 1] === port),
    );
  return meant || rule.everybody || rule.blocks.length > 0 || [...points].some((point) => mayBeDns(point, own));
}

/** Other namespaces whose pods are not among the files may hold anything. */
function mayBeDns({ namespace, labels, pods }: Point, own: Point): boolean {
  if (DNS_NAMESPACES.has(namespace) || /dns/i.test(`${pods?.from.name ?? ''} ${Object.values(labels).join(' ')}`))
    return true;
  return pods === undefined && namespace.startsWith('\0') && namespace !== own.namespace;
}

/** Pods have no addresses that could be written down, and nobody calls the whole Internet by address. */
function meansNames({ rule }: ReachRule, { spec }: Pods): boolean {
  if (rule.everybody || rule.blocks.some(({ cidr }) => /\/0$/.test(cidr))) return true;
  return rule.peers.length > 0 && !settingsOf(spec).some((word) => /_SERVICE_HOST\b/.test(word));
}

/** Services that the containers are configured with: `db`, `db:5432`, `postgres://db/shop`, `db.shop.svc`. */
function servicesIn({ spec, namespace }: Pods, catalog: Catalog): string[] {
  return settingsOf(spec).flatMap((word) => {
    const host =
      /^(?:[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?)?([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*)(?::\d+)?(?:\/\S*)?$/i.exec(
        word,
      )?.[1];
    return host === undefined || serviceAt(host, namespace, catalog) === undefined ? [] : [host];
  });
}
