import { imageName } from '../../image-reference';
import { configured, settingsText } from '../stores';
import { api, list, text, type Rule } from '../rule';

export const unboundedCache: Rule = {
  code: 'LS064',
  bad: api('image: redis, args: [--requirepass, x]'),
  good: api('image: redis, args: [--requirepass, x, --maxmemory, 200mb]'),
  on: 'container',
  judge({ container, name, init, pod }, say) {
    const image = imageName(text(container, 'image') ?? '');
    if (
      (image !== 'redis' && image !== 'valkey') ||
      init ||
      pod.ends ||
      configured(container) ||
      list(container, 'envFrom').length > 0
    )
      return;
    if (/maxmemory|sentinel|redis-cli|valkey-cli|\.conf\b/i.test(settingsText(container))) return;
    say([])`
      Redis in container \`${{ name }}\` has no \`maxmemory\`: it grows until the container is OOM-killed, and its data is lost.
      Set \`--maxmemory\` to three quarters of the limit, and set a \`--maxmemory-policy\`.`;
  },
};
