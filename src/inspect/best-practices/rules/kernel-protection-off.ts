import { effectiveSecurity } from '../security-context';
import { api, get, phrase, SILENCE, text, type Rule } from '../rule';

const SELINUX_TYPES: ReadonlySet<string> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

export const kernelProtectionOff: Rule = {
  code: 'LS011',
  equivalents: {
    'Pod Security': 'baseline: AppArmor, SELinux, /proc mount type',
    'kube-linter': 'unsafe-proc-mount',
    Kubescape: 'C-0055',
    Trivy: 'KSV-0002, KSV-0025, KSV-0027',
  },
  differs: 'A `Localhost` profile is accepted as a deliberate choice; Trivy reports it.',
  bad: api('securityContext: {procMount: Unmasked}'),
  good: api('securityContext: {procMount: Default}'),
  on: 'container',
  judge(subject, say) {
    const { container, name } = subject;
    if (text(container, 'securityContext', 'procMount') === 'Unmasked')
      say(['securityContext', 'procMount'])`
        Container \`${{ name }}\` sees all of \`/proc\`, including the parts that the runtime normally masks.
        Remove \`procMount\`.`;
    if (text(effectiveSecurity(subject, 'appArmorProfile'), 'type') === 'Unconfined')
      say(['securityContext', 'appArmorProfile'])`
        Container \`${{ name }}\` disables AppArmor.
        Use \`appArmorProfile: { type: RuntimeDefault }\`.`;
    const selinux = effectiveSecurity(subject, 'seLinuxOptions');
    const type = text(selinux, 'type') ?? '';
    if (!SELINUX_TYPES.has(type) || get(selinux, 'user') !== undefined || get(selinux, 'role') !== undefined)
      say(['securityContext', 'seLinuxOptions'])`
        Container \`${{ name }}\` sets its own SELinux context${type === '' ? SILENCE : phrase` (\`${{ type }}\`)`}.
        Remove it; the safe types are ${{ valid: [...SELINUX_TYPES].slice(1).join(', ') }}.`;
  },
};
