import type { Subject } from '../engine/build';

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

/** Adds keys to a ConfigMap of Argo CD, by server-side apply: others stay untouched. */
export function addArgoSettings(
  { facts, parts }: Subject,
  id: string,
  name: string,
  data: Readonly<Record<string, string>>,
): void {
  parts.add(
    id,
    'foundation',
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace: facts.argocd,
        labels: { 'app.kubernetes.io/part-of': 'argocd' },
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false,ServerSideApply=true' },
      },
      data,
    },
    'one Argo CD serves all environments; its settings have one owner',
  );
}

/** Adds what the platform needs of Argo CD to `argocd-cm`. */
export function addSettings(subject: Subject, addOns: boolean): void {
  addArgoSettings(subject, 'settings', 'argocd-cm', {
    'resource.customizations.health.bitnami.com_SealedSecret': SEALED_SECRET_HEALTH,
    ...(addOns && { 'resource.customizations.health.argoproj.io_Application': APPLICATION_HEALTH }),
  });
}
