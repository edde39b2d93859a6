import { SECRET_ADVICE, secretForm, secretUnderName, shown } from '../secret-values';
import { isMap, object, type Rule } from '../rule';

export const secretInConfigmap: Rule = {
  code: 'LS080',
  equivalents: { polaris: 'sensitiveConfigmapContent', Kubescape: 'C-0012', Trivy: 'KSV-0109' },
  bad: object('v1', 'ConfigMap', 'api', 'data: {DATABASE_URL: "postgres://api:Kd83hfQz1@db:5432/api"}'),
  good: object('v1', 'ConfigMap', 'api', 'data: {DATABASE_URL: "postgres://db:5432/api"}'),
  on: 'object',
  kinds: ['ConfigMap'],
  judge(json, say) {
    const data = json['data'];
    if (!isMap(data)) return;
    for (const [key, value] of Object.entries(data)) {
      if (typeof value !== 'string') continue;
      // A file has names of its own; its forms are looked for line by line.
      const kind = value.includes('\n')
        ? value
            .split('\n')
            .map(secretForm)
            .find((form) => form !== undefined)
        : secretUnderName(key, value);
      if (kind !== undefined)
        say(['data', key])`
          Key \`${{ key }}\` is ${{ kind }} (${{ value: shown(value) }}) in a ConfigMap, which anyone with read access to the namespace can read.
          ${SECRET_ADVICE}`;
    }
  },
};
