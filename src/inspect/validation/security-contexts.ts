/** Security contexts of a pod and its containers, after `ValidateSecurityContext` and `ValidatePodSecurityContext`. */
import { get, list, text, type JsonObject, type Node, type Report, type Trail } from './report';

export function checkSecurityContexts(spec: JsonObject, trail: Trail, report: Report): void {
  checkProfiles(spec, trail, report);
  for (const field of ['initContainers', 'containers']) {
    list(spec, field).forEach((container, index) => {
      const at = [...trail, field, index];
      checkProfiles(container, at, report);
      checkEscalation(container, at, report);
    });
  }
}

/** A profile of the node needs its name, and no other has one. */
function checkProfiles(of: Node, trail: Trail, report: Report): void {
  for (const field of ['seccompProfile', 'appArmorProfile']) {
    const profile = get(of, 'securityContext', field);
    const type = text(profile, 'type');
    const named = text(profile, 'localhostProfile') ?? '';
    const at = [...trail, 'securityContext', field];
    if (type === 'Localhost' && named === '') {
      report('LS303', [...at, 'localhostProfile'])`
        \`${{ field }}\` has type Localhost but no profile.
        Set \`localhostProfile\` to the profile file, or use type \`RuntimeDefault\`.`;
    } else if (type !== undefined && type !== 'Localhost' && named !== '') {
      report('LS661', [...at, 'localhostProfile'])`
        \`localhostProfile\` is set with type \`${{ type }}\`.
        Remove it, or use type \`Localhost\`.`;
    }
  }
}

/** What is privileged, or has the capability that is as much, may escalate whatever is said. */
function checkEscalation(container: Node, trail: Trail, report: Report): void {
  const context = get(container, 'securityContext');
  if (get(context, 'allowPrivilegeEscalation') !== false) return;
  const at = [...trail, 'securityContext', 'allowPrivilegeEscalation'];
  if (get(context, 'privileged') === true) {
    report('LS661', at)`
      \`allowPrivilegeEscalation: false\` is set together with \`privileged: true\`.
      Remove \`privileged\`; if the container must be privileged, remove \`allowPrivilegeEscalation\`.`;
  } else if (list(context, 'capabilities', 'add').includes('CAP_SYS_ADMIN')) {
    report('LS661', at)`
      \`allowPrivilegeEscalation: false\` is set together with the capability \`CAP_SYS_ADMIN\`.
      Remove the capability or \`allowPrivilegeEscalation\`.`;
  }
}
