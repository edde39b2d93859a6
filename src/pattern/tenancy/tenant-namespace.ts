/** A namespace in addition to that of the platform, into which one of its services deploys. */
import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { everywhere, object, required, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { withoutPods } from '../engine/identity';
import { defaultDeny, namespaceOf, podSecurityLabels } from '../platform/namespace';
import { addQuota, quotaShape } from '../platform/quota';

export interface TenantNamespaceProps extends PropsOf<typeof tenantNamespaceProps> {}
const tenantNamespaceProps = {
  /** Name of the namespace: unique in its cluster, so it must vary if environments share a cluster. */
  name: required(dnsLabel),
  /** The resource quota of everything deployed there. Required: those deployments must not starve the platform. */
  quota: required(everywhere(quotaShape)),
};
const shape = object<TenantNamespaceProps>(tenantNamespaceProps);

/**
 * A namespace whose objects are written by a service of the platform, such as the projects of a control plane. It
 * enforces Pod Security and a quota, and denies all traffic until a NetworkPolicy in it allows some. `permissions`
 * define what may be written there.
 * @example
 * const projects = new TenantNamespace(shop, 'projects', { name: text`${env.namespace}-projects`, quota });
 * new WebService(shop, 'control', { …, permissions: [{ namespaces: [projects.namespace], apiGroups: ['apps'], resources: ['deployments'], verbs: ['create'] }] });
 */
export class TenantNamespace extends Construct {
  /** Its name, for `namespaces` of permissions. */
  readonly namespace: TenantNamespaceInput['name'];

  constructor(scope: Construct, id: string, props: TenantNamespaceInput) {
    super(scope, id);
    this.namespace = props?.name;
    const accepted = acceptProps<TenantNamespaceProps>(this, props, shape);
    if (accepted !== undefined) build(withoutPods(this, id), accepted, addTenantNamespace);
  }
}

export type TenantNamespaceInput = Input<TenantNamespaceProps, never>;

function addTenantNamespace({ facts, labels, parts }: Subject, { name, quota }: TenantNamespaceProps): void {
  parts.allow({ namespaces: [name], clusterRoles: false });
  parts.add(
    'Namespace',
    'foundation',
    namespaceOf(name, { ...labels, ...podSecurityLabels(facts.opinions.podSecurity.value) }),
  );
  addQuota({ facts, parts }, { name: facts.platform, namespace: name, labels }, quota);
  parts.add('default-deny', 'configuration', defaultDeny(labels, name));
}
