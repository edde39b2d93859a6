import { catalogOf } from '../../catalog';
import { BINDINGS } from '../rbac';
import { all, api, get, list, object, text, type Rule } from '../rule';

export const unusedToken: Rule = {
  code: 'LS015',
  equivalents: {
    'kube-linter': 'automount-service-account-token',
    polaris: 'automountServiceAccountToken',
    Kubescape: 'C-0034, C-0189',
    Trivy: 'KSV-0036',
    checkov: 'CKV_K8S_38, CKV_K8S_41',
  },
  differs:
    'A ServiceAccount that is not among the files may have a role elsewhere, and is not reported. An explicit `automountServiceAccountToken: true` is reported, too; Kubescape accepts it.',
  bad: all(
    object('v1', 'ServiceAccount', 'api', 'automountServiceAccountToken: true'),
    api('', 'serviceAccountName: api'),
  ),
  good: all(
    object('v1', 'ServiceAccount', 'api', 'automountServiceAccountToken: false'),
    api('', 'serviceAccountName: api'),
  ),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const bound = new Set<string>();
    for (const kind of BINDINGS)
      for (const binding of catalog.ofKind(kind))
        for (const subject of list(binding.source?.json, 'subjects'))
          if (text(subject, 'kind') === 'ServiceAccount')
            bound.add(`${text(subject, 'namespace') ?? binding.namespace}/${text(subject, 'name') ?? ''}`);
    for (const pods of catalog.pods.all) {
      if (pods.spec === undefined) continue;
      const account = text(pods.spec, 'serviceAccountName') ?? text(pods.spec, 'serviceAccount') ?? 'default';
      const there = catalog.find('ServiceAccount', pods.namespace, account);
      const mounts =
        get(pods.spec, 'automountServiceAccountToken') ?? get(there?.source?.json, 'automountServiceAccountToken');
      // A role may be bound elsewhere to an account that is not among the files.
      if (
        mounts === false ||
        bound.has(`${pods.namespace}/${account}`) ||
        (there?.source === undefined && account !== 'default')
      )
        continue;
      say(pods.from, [])`
        The pods of ${{ from: pods.from.name }} get an API server token, but their service account \`${{ account }}\` has no role: only an intruder could use it.
        Set \`automountServiceAccountToken: false\` on the pod or on the ServiceAccount.`;
    }
    for (const account of catalog.ofKind('ServiceAccount')) {
      if (
        account.name !== 'default' ||
        account.origin !== 'file' ||
        get(account.source?.json, 'automountServiceAccountToken') === false
      )
        continue;
      if (bound.has(`${account.namespace}/default`)) continue;
      say(account, ['automountServiceAccountToken'])`
        The service account \`default\` gives an API server token to every pod in the namespace without its own service account.
        Set \`automountServiceAccountToken: false\` on it, and create a service account for each workload that needs a token.`;
    }
  },
};
