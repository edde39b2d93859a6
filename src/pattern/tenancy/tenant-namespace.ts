/** A namespace beside that of the platform, for what a service of it deploys there. */
import { Construct } from 'constructs';
import type { Input } from '../../model/fields';
import { everywhere, object, required } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { accept } from '../accept';
import { podSecurityLabels } from '../namespace';
import { addObject } from '../object';
import { addQuotaIn, quotaShape, type Quota } from '../quota';
import { scopeOf } from '../scope';
import { namespaceKey } from './permissions';

export interface TenantNamespaceProps {
  /** Name of the namespace: unique in its cluster, so that it varies where environments share one. */
  readonly name: string;
  /** What all that is deployed there may use. Required: whoever deploys there must not starve the platform. */
  readonly quota: Quota;
}

const shape = object<TenantNamespaceProps>({ name: required(dnsLabel), quota: required(everywhere(quotaShape)) });

/**
 * A namespace whose content a service of the platform writes, such as the projects of a control plane: Pod Security enforced, a quota,
 * and nobody reaches anybody until a NetworkPolicy there says so. What may be written there is for `permissions` to say.
 * @example
 * const projects = new TenantNamespace(shop, 'projects', { name: text`${env.namespace}-projects`, quota });
 * new WebService(shop, 'control', { …, permissions: [{ namespaces: [projects.namespace], apiGroups: ['apps'], resources: ['deployments'], verbs: ['create'] }] });
 */
export class TenantNamespace extends Construct {
  /** Its name, for `namespaces` of permissions. */
  readonly namespace: TenantNamespaceInput['name'];

  constructor(scope: Construct, id: string, props: TenantNamespaceInput) {
    super(scope, id);
    const platform = scopeOf(this);
    const given = accept<TenantNamespaceProps>(this, props, shape);
    this.namespace = props?.name;
    if (given === undefined) return;
    const { name, quota } = given;
    const labels = platform.commonLabels;
    platform.tenancy.namespaces.set(namespaceKey(name), name);
    addObject(this, 'Namespace', 'foundation', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { ...labels, ...podSecurityLabels(platform) },
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
      },
    });
    addQuotaIn(this, platform, { name: platform.node.id, namespace: name, labels }, quota);
    addObject(this, 'default-deny', 'configuration', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: name, labels },
      spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
    });
  }
}

export type TenantNamespaceInput = Input<TenantNamespaceProps, never>;
