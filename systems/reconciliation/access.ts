import type { Platform } from 'cdk8s-lockstep';
import { ApiResource, Group, Role, RoleBinding } from 'cdk8s-plus-27';

/** The people on call may read workloads, events and logs, and change nothing. */
export function addAccess(platform: Platform): void {
  const metadata = { name: 'on-call', labels: platform.commonLabels };
  const role = new Role(platform, 'on-call', { metadata });
  role.allowRead(ApiResource.PODS, ApiResource.EVENTS, ApiResource.DEPLOYMENTS, ApiResource.JOBS);
  role.allow(['get'], ApiResource.custom({ apiGroup: '', resourceType: 'pods/log' }));
  new RoleBinding(platform, 'on-call-binding', { metadata, role }).addSubjects(
    Group.fromName(platform, 'on-call-group', 'reconciliation-on-call'),
  );
}
