import { storeOf, settingsText } from '../stores';
import { api, list, phrase, SILENCE, type Rule } from '../rule';

export const storeWithoutPassword: Rule = {
  code: 'LS060',
  bad: api('image: redis'),
  good: api(
    'image: redis, args: [--requirepass, $(REDIS_PASSWORD)], env: [{name: REDIS_PASSWORD, valueFrom: {secretKeyRef: {name: redis, key: password}}}]',
  ),
  on: 'container',
  judge({ container, pod, name, init }, say) {
    const store = storeOf(container);
    if (store === undefined || init || pod.ends || list(container, 'envFrom').length > 0) return;
    const said = settingsText(container);
    const off = store.open?.test(said) === true;
    if (!off && (store.guarded === undefined || store.guarded.test(said))) return;
    say([])`
      ${{ store: store.name }} in container \`${{ name }}\` requires no password${off ? phrase` (disabled explicitly)` : SILENCE}: anyone who can reach the port can read and change all data.
      ${store.fix}`;
  },
};
