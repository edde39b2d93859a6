import { SECRET_ADVICE, secretForm, secretUnderName, shown } from '../secret-values';
import { api, list, text, type Rule } from '../rule';

export const secretInPodSpec: Rule = {
  code: 'LS081',
  equivalents: { 'kube-linter': 'env-var-secret', polaris: 'sensitiveContainerEnvVar', Kubescape: 'C-0012' },
  differs:
    'A secret is recognized by the end of its name and by the form of its value; kube-linter matches any name that contains `secret`, Kubescape a list of words in names and values.',
  bad: api('env: [{name: JWT_SECRET, value: Kd83hfQz1nBv}]'),
  good: api('env: [{name: JWT_SECRET, valueFrom: {secretKeyRef: {name: api, key: jwt}}}]'),
  on: 'container',
  judge({ container, name }, say) {
    list(container, 'env').forEach((variable, index) => {
      const value = text(variable, 'value') ?? '';
      const kind = secretUnderName(text(variable, 'name') ?? '', value);
      if (kind !== undefined)
        say(['env', index, 'value'])`
          \`${{ name: text(variable, 'name')! }}\` of container \`${{ name }}\` is ${{ kind }} (${{ value: shown(value) }}) in plaintext.
          ${SECRET_ADVICE}`;
    });
    for (const field of ['command', 'args']) {
      list(container, field).forEach((word, index) => {
        const [flag = '', value] = String(word).split(/=(.*)/s);
        const kind = value === undefined ? secretForm(flag) : secretUnderName(flag.replace(/^-+/, ''), value);
        if (kind !== undefined)
          say([field, index])`
            An argument of container \`${{ name }}\` is ${{ kind }}: it is visible in the manifest and in the process list.
            ${SECRET_ADVICE}`;
      });
    }
  },
};
