import { catalogOf, type Catalog } from '../../catalog';
import { reachabilityOf } from '../../reachability/evaluate';
import { mayAllowMore } from '../../reachability/vendor-policies';
import { intersect, portRange } from '../../reachability/ports';
import { addressesOf, portOf, serviceAt } from '../../references/addresses';
import { POD_TEMPLATES } from '../../kinds';
import { targetOf } from '../target-port';
import type { CatalogEntry, Pods } from '../../catalog/entries';
import { all, api, isMap, list, number, object, type Rule } from '../rule';

const DATABASE = all(
  object(
    'apps/v1',
    'StatefulSet',
    'db',
    'spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}}}',
  ),
  object('v1', 'Service', 'db', 'spec: {selector: {app: db}, ports: [{port: 5432}]}'),
);
const policy = (from: string) =>
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    'db',
    `spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: ${from}}}}], ports: [{port: 5432}]}]}`,
  );
const CALLER = api('env: [{name: DATABASE_URL, value: "postgres://db:5432/shop"}]');

export const callerBlocked: Rule = {
  code: 'LS067',
  bad: all(CALLER, DATABASE, policy('web')),
  good: all(CALLER, DATABASE, policy('api')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const isOpen = mayAllowMore(catalog);
    const reach = reachabilityOf(environment);
    const points = new Map(
      reach.points.index.all.flatMap((point) => (point.pods === undefined ? [] : [[point.pods, point] as const])),
    );
    for (const [pods, from] of points) {
      const template = POD_TEMPLATES[pods.from.kind];
      if (pods.from.origin !== 'file' || template === undefined || isOpen(pods.namespace)) continue;
      const said = new Set<string>();
      for (const field of ['initContainers', 'containers']) {
        list(pods.spec, field).forEach((container, index) => {
          for (const address of isMap(container) ? addressesOf(container) : []) {
            const service = serviceAt(address.host, pods.namespace, catalog);
            const port = service === undefined ? undefined : portOf(address);
            if (service === undefined || port === undefined || isOpen(service.namespace)) continue;
            const targets = behind(service, catalog).flatMap((one) => points.get(one) ?? []);
            const shut = targets.filter((to) => {
              const target = containerPort(service, port, to.pods!);
              return (
                to !== from &&
                target !== undefined &&
                intersect(reach.between(from, to), portRange('TCP', target)).length === 0
              );
            });
            const key = `${service.namespace}/${service.name}:${port}`;
            if (targets.length === 0 || shut.length < targets.length || said.has(key)) continue;
            said.add(key);
            const to = shut[0]!;
            const target = containerPort(service, port, to.pods!)!;
            const side =
              intersect(reach.sends(from, to), portRange('TCP', target)).length === 0
                ? `egress of ${pods.from.name}`
                : `ingress of ${to.pods!.from.name}`;
            say(pods.from, [...template, 'spec', field, index, ...address.trail])`
              ${{ from: pods.from.name }} is configured with \`${{ host: address.host }}:${{ port }}\`, but no NetworkPolicy for ${{ side }} lets it reach port ${{ target }} of ${{ from: to.pods!.from.name }}.
              Allow the connection on both sides, or remove the address if nothing calls it.`;
          }
        });
      }
    }
  },
};

/** Of the Services that an operator makes, all lasting pods that it makes of the same object. */
function behind(service: CatalogEntry, catalog: Catalog): readonly Pods[] {
  if (service.origin === 'file') return catalog.podsBehind(service);
  return service.origin === 'cluster'
    ? []
    : catalog.pods.within(service.namespace).filter(({ from, ends }) => from.source === service.source && !ends);
}

/** @returns `undefined` for a name that is not known of pods that an operator makes */
function containerPort(service: CatalogEntry, port: number, pods: Pods): number | undefined {
  if (service.origin !== 'file') {
    const name = service.ports?.find((offer) => offer.port === port)?.name;
    return (
      pods.ports?.find((offer) => offer.port === port) ??
      pods.ports?.find((offer) => offer.name !== undefined && offer.name === name)
    )?.port;
  }
  const published = list(service.source?.json, 'spec', 'ports').find((one) => number(one, 'port') === port);
  return published === undefined ? port : targetOf(published, pods);
}
