/** Services that lead nowhere, or to pods that are not meant: no matching pod, a port that no container has, Job pods. */
import { append } from '../../model/append';
import { catalogOf } from '../catalog';
import { found } from '../found';
import { pathOf } from '../object-path';
import { get, list, number, text, type Node } from '../read';
import { mentionsPort } from '../program-settings';
import { suggestPods } from './did-you-mean';
import { describe, equalitySelector, ofTemplates } from '../catalog/selector';
import { SILENCE, phrase, quotedNames } from '../../model/phrase';
import type { CatalogEntry, Pods } from '../catalog/entries';
import type { Finding } from '../../model/finding';
import type { InspectedEnvironment } from '../types';

export function inspectServices(environment: InspectedEnvironment): Finding[] {
  const catalog = catalogOf(environment);
  const findings: Finding[] = [];
  for (const service of catalog.services.all) {
    const json = service.source!.json;
    const selector = equalitySelector(get(json, 'spec', 'selector'));
    if (selector.labels.length === 0) {
      if (get(json, 'spec', 'selector') !== undefined)
        findings.push(
          found('LS405', service.source!, 'spec.selector')`
            The selector of Service \`${{ service: service.name }}\` is empty: it matches no pod.
            Use labels of the pod template of its workload in the selector; for a Service with externally managed endpoints, remove the selector.`,
        );
      continue;
    }
    const selected = nearest(service, catalog.pods.select(service.namespace, ofTemplates(selector)));
    if (selected.length === 0) {
      if (catalog.isOfOperator(selector)) continue;
      findings.push(
        found('LS405', service.source!, 'spec.selector')`
          Service \`${{ service: service.name }}\` selects \`${{ selector: describe(selector) }}\`, which matches no pod.
          ${suggestPods(service.name, selector, catalog.pods.within(service.namespace))}Use labels of the pod template of its workload in the selector.`,
      );
      continue;
    }
    const finding = mixed(service, selected);
    if (finding !== undefined) findings.push(finding);
    const lasting = selected.filter((pods) => !pods.ends);
    list(json, 'spec', 'ports').forEach((port, index) => {
      for (const pods of lasting) {
        const wrong = targetPort(service, port, index, pods);
        if (wrong !== undefined) findings.push(wrong);
      }
    });
  }
  return findings;
}

/** Where files define one workload in several ways, the one in the file of the Service is used, otherwise the first. */
function nearest(service: CatalogEntry, selected: readonly Pods[]): readonly Pods[] {
  if (selected.length < 2) return selected;
  const byIdentity = new Map<string, Pods[]>();
  for (const pods of selected) {
    const key = `${pods.from.kind} ${pods.from.name} ${pods.part ?? ''}`;
    append(byIdentity, key, pods);
  }
  if (byIdentity.size === selected.length) return selected;
  return [...byIdentity.values()].map(
    (all) => all.find(({ from }) => from.source?.file === service.source!.file) ?? all[0]!,
  );
}

/** Pods of several Deployments behind one Service may be a canary, so only Jobs among them are certainly wrong. */
function mixed(service: CatalogEntry, selected: readonly Pods[]): Finding | undefined {
  if (selected.length < 2) return undefined;
  const names = selected.map(({ from }) => `${text(from.source?.json, 'kind') ?? 'Pod'}/${from.name}`);
  const jobs = selected.some((pods) => pods.ends) && selected.some((pods) => !pods.ends);
  const fix = jobs
    ? phrase`Use different labels for the pods of the Job, or add a label that they lack to the selector.`
    : phrase`Add a label that only one of them has to the selector.`;
  return found('LS406', service.source!, 'spec.selector', { severity: jobs ? 'error' : 'warning' })`
    Service \`${{ service: service.name }}\` selects pods of ${{ count: selected.length }} workloads: ${quotedNames({ names })}.
    ${fix}`;
}

/** A number that no container declares still works when the process listens there, but declaring none at all is not judged. */
function targetPort(service: CatalogEntry, port: Node, index: number, pods: Pods): Finding | undefined {
  if (pods.ports === undefined) return undefined;
  const target = get(port, 'targetPort') ?? number(port, 'port');
  const protocol = text(port, 'protocol') ?? 'TCP';
  if (
    pods.ports.some(
      (offer) =>
        offer.protocol === protocol && (offer.port === target || (offer.name !== undefined && offer.name === target)),
    )
  ) {
    return undefined;
  }
  if (typeof target === 'number' && (pods.ports.length === 0 || mentionsPort(pods.spec, target))) return undefined;
  const offers = pods.ports.map((offer) => `${offer.port}${offer.name === undefined ? '' : ` (${offer.name})`}`);
  const first = pods.ports[0];
  const fix =
    first === undefined
      ? phrase`Declare the port on the container.`
      : phrase`Use ${first.name === undefined ? { declared: first.port } : phrase`\`${{ declared: first.name }}\``}, or declare the port on the container.`;
  return found('LS404', service.source!, pathOf(service.source!.json, ['spec', 'ports', index, 'targetPort']))`
    Service \`${{ service: service.name }}\` sends port ${{ port: String(get(port, 'port') as number) }} to ${protocol === 'TCP' ? SILENCE : phrase`${{ protocol }} `}port ${typeof target === 'string' ? phrase`\`${{ target }}\`` : { target: typeof target === 'number' ? target : String(target as undefined) }} of ${{ from: pods.from.name }}, whose containers declare ${offers.length === 0 ? phrase`no port` : { offers: offers.join(', ') }}.
    ${fix}`;
}
