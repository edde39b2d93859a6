import { api, list, type Rule } from '../rule';

/** By itself as a word of the command, or where a command of a shell begins. */
const SUDO = /(?:^|[;&|(\n]\s*)(?:\/usr\/(?:local\/)?bin\/)?sudo(?:\s|$)/;

export const sudo: Rule = {
  code: 'LS017',
  equivalents: { Kubescape: 'C-0062' },
  differs: '`sudo` is recognized as a command anywhere in a shell script; Kubescape searches `command` for the string.',
  bad: api('command: [sh, -c, "mkdir -p /data && sudo chown api /data"]'),
  good: api('command: [sh, -c, "mkdir -p /data && exec api --no-sudo"]'),
  on: 'container',
  judge({ container, name }, say) {
    for (const field of ['command', 'args']) {
      const index = list(container, field).findIndex((word) => SUDO.test(String(word)));
      if (index === -1) continue;
      say([field, index])`
        Container \`${{ name }}\` calls sudo: its user can become root without a password, and with \`allowPrivilegeEscalation: false\`, the call fails.
        Start the program as the user it needs; do privileged steps at image build time, or use \`fsGroup\` for volume permissions.`;
      return;
    }
  },
};
