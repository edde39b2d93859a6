import { isPlaceholder, shown } from '../secret-values';
import { values } from '../secret-data';
import { object, type Rule } from '../rule';

export const placeholderSecret: Rule = {
  code: 'LS082',
  bad: object('v1', 'Secret', 'api', 'stringData: {jwt: change-me}'),
  good: object(
    'bitnami.com/v1alpha1',
    'SealedSecret',
    'api',
    'spec: {encryptedData: {jwt: AgBzR0kq8v…}, template: {metadata: {name: api}}}',
  ),
  on: 'object',
  kinds: ['Secret'],
  judge(json, say) {
    for (const [field, key, value] of values(json)) {
      if (!isPlaceholder(value)) continue;
      say([field, key])`
        Key \`${{ key }}\` contains the placeholder ${{ value: shown(value) }}.
        Seal a different value for every environment; \`npx lockstep seal … --generate\` generates one.`;
    }
  },
};
