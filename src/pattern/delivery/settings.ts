import type { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import { Presence } from '../../model/presence';
import { isVarying } from '../../model/varying';
import { addObject } from '../object';
import type { PlatformScope } from '../scope';

/**
 * Health of a SealedSecret as Lua for `resource.customizations.health.*` of argocd-cm. The check that Argo CD brings takes a
 * SealedSecret for healthy while the controller has yet to unseal its newest generation, so pods would start with the old value.
 */
const SEALED_SECRET_HEALTH = `local hs = { status = "Progressing", message = "Waiting for the controller to unseal it" }
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return hs
end
for _, condition in ipairs(obj.status.conditions or {}) do
  if condition.type == "Synced" and condition.status == "False" then
    return { status = "Degraded", message = condition.message }
  end
  if condition.type == "Synced" and condition.status == "True" then
    return { status = "Healthy", message = "Unsealed" }
  end
end
return hs
`;

/**
 * Health of an Application: that of what it applies. Argo CD has none by default, so that waves of Applications would not wait for
 * each other. A bootstrap Application, alone in the default project, applies itself among others, and would wait for itself. The Lua
 * of Argo CD has no string library.
 */
const APPLICATION_HEALTH = `local hs = { status = "Progressing", message = "Waiting for what it applies" }
if obj.spec.project == "default" then
  return { status = "Healthy", message = "Bootstrap" }
end
if obj.status ~= nil and obj.status.health ~= nil and obj.status.health.status ~= nil then
  hs.status = obj.status.health.status
  hs.message = obj.status.health.message or ""
end
return hs
`;

/** Whose Argo CD it is. */
export interface ArgoCd {
  readonly platform: PlatformScope;
  readonly namespace: unknown;
  /** Whether each environment has one; may vary. */
  readonly perEnvironment: unknown;
}

/**
 * Adds keys to a ConfigMap of Argo CD, by server-side apply: others stay untouched. Where one Argo CD serves all environments,
 * the first one brings it: an object has one owner.
 */
export function addArgoSettings(
  scope: Construct,
  id: string,
  { platform, namespace, perEnvironment }: ArgoCd,
  name: string,
  data: Readonly<Record<string, unknown>>,
): void {
  const settings = addObject(scope, id, 'foundation', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/part-of': 'argocd' },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false,ServerSideApply=true' },
    },
    data,
  });
  if (isVarying(perEnvironment) || perEnvironment === true) return;
  const { environments } = platform;
  const first = environments.names.map((_, index) => index === 0);
  if (first.length > 1)
    declarations(settings).presence = new Presence(
      environments,
      first,
      'one Argo CD serves all environments; its settings have one owner',
    );
}

/** Adds what the platform needs of Argo CD to `argocd-cm`. */
export function addSettings(scope: Construct, argocd: ArgoCd, addOns: boolean): void {
  addArgoSettings(scope, 'settings', argocd, 'argocd-cm', {
    'resource.customizations.health.bitnami.com_SealedSecret': SEALED_SECRET_HEALTH,
    ...(addOns && { 'resource.customizations.health.argoproj.io_Application': APPLICATION_HEALTH }),
  });
}
