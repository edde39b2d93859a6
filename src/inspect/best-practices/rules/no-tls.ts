import { ingress, list, text, type Rule } from '../rule';

export const noTls: Rule = {
  code: 'LS075',
  equivalents: { polaris: 'tlsSettingsMissing', Kubescape: 'C-0263' },
  bad: ingress(''),
  good: ingress('tls: [{hosts: [shop.example], secretName: shop-tls}], '),
  on: 'object',
  kinds: ['Ingress.networking.k8s.io'],
  judge(json, say) {
    const covered = list(json, 'spec', 'tls').flatMap((item) =>
      list(item, 'hosts').length === 0 ? ['*'] : list(item, 'hosts').map(String),
    );
    const plain = list(json, 'spec', 'rules')
      .map((rule) => text(rule, 'host') ?? '')
      .filter(
        (host) =>
          !covered.some((own) => own === '*' || own === host || (own.startsWith('*.') && host.endsWith(own.slice(1)))),
      );
    if (list(json, 'spec', 'tls').length === 0)
      say(['spec', 'tls'])`
        Requests to ${{ plain: plain.map((host) => `\`${host || '*'}\``).join(', ') || 'it' }} are sent in plaintext, including passwords and cookies.
        Set \`tls\` with the hosts and a Secret that an issuer maintains.`;
    else if (plain.length > 0)
      say(['spec', 'tls'])`
        No certificate covers ${{ plain: plain.map((host) => `\`${host}\``).join(', ') }}: browsers reject the connection.
        List the host under \`tls\`.`;
  },
};
