import { api, list, number, text, type Rule } from '../rule';

const DAY = 24 * 60 * 60;
const volume = (lifetime: string): string =>
  api(
    '',
    `volumes: [{name: token, projected: {sources: [{serviceAccountToken: {path: token, audience: vault${lifetime}}}]}}]`,
  );

export const longLivedToken: Rule = {
  code: 'LS018',
  equivalents: { 'kube-linter': 'projected-token-long-expiration' },
  bad: volume(`, expirationSeconds: ${7 * DAY}`),
  good: volume(''),
  on: 'pod',
  judge({ spec, workload }, say) {
    list(spec, 'volumes').forEach((one, index) => {
      list(one, 'projected', 'sources').forEach((source, place) => {
        const seconds = number(source, 'serviceAccountToken', 'expirationSeconds') ?? 0;
        if (seconds <= DAY) return;
        say(['volumes', index, 'projected', 'sources', place, 'serviceAccountToken', 'expirationSeconds'])`
          The token in volume \`${{ name: text(one, 'name') ?? '' }}\` of ${{ workload }} is valid for ${{ seconds: Math.round(seconds / 360) / 10 }} hours, and so is any stolen copy.
          Remove \`expirationSeconds\`; the default is one hour, and the kubelet rotates the token well before that.`;
      });
    });
  },
};
