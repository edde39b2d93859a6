import { referencesOf } from '../../references/resolve';
import { catalogOf, type Catalog } from '../../catalog';
import { settingsOf } from '../../program-settings';
import { BINDINGS, ROLES, words } from '../rbac';
import type { CatalogEntry } from '../../catalog/entries';
import { all, api, list, object, text, type Node, type Rule } from '../rule';

/** Programs are configured with names, and those that may read ConfigMaps from the API server have names built in. */
function isReadByProgram(catalog: Catalog, { name, namespace }: CatalogEntry): boolean {
  const whole = new RegExp(`(?<![\\w.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])`);
  const within = catalog.pods.within(namespace);
  if (within.some(({ spec }) => settingsOf(spec).some((word) => whole.test(word)))) return true;
  const accounts = new Set(
    within.map(
      ({ spec }) => `${namespace}/${text(spec, 'serviceAccountName') ?? text(spec, 'serviceAccount') ?? 'default'}`,
    ),
  );
  return BINDINGS.some((kind) =>
    catalog.ofKind(kind).some((binding) => {
      const subjects = list(binding.source?.json, 'subjects');
      if (
        !subjects.some(
          (subject) =>
            text(subject, 'kind') === 'ServiceAccount' &&
            accounts.has(`${text(subject, 'namespace') ?? binding.namespace}/${text(subject, 'name') ?? ''}`),
        )
      )
        return false;
      const cluster = text(binding.source?.json, 'roleRef', 'kind') === 'ClusterRole';
      const role = catalog.find(
        cluster ? ROLES[1] : ROLES[0],
        cluster ? '' : binding.namespace,
        text(binding.source?.json, 'roleRef', 'name') ?? '',
      );
      return list(role?.source?.json, 'rules').some(mayReadConfigMaps);
    }),
  );
}

function mayReadConfigMaps(rule: Node): boolean {
  const [groups, resources, verbs] = [words(rule, 'apiGroups'), words(rule, 'resources'), words(rule, 'verbs')];
  const has = (from: readonly string[], ...any: readonly string[]) =>
    from.includes('*') || any.some((one) => from.includes(one));
  return (
    has(groups, '') &&
    has(resources, 'configmaps') &&
    has(verbs, 'get', 'list', 'watch') &&
    list(rule, 'resourceNames').length === 0
  );
}

export const unreadConfiguration: Rule = {
  code: 'LS097',
  bad: all(object('v1', 'ConfigMap', 'env', 'data: {LOG_LEVEL: info}'), api('')),
  good: all(object('v1', 'ConfigMap', 'env', 'data: {LOG_LEVEL: info}'), api('envFrom: [{configMapRef: {name: env}}]')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const read = new Set(referencesOf(environment).map(({ target }) => target));
    // Without pods among the files, its readers are elsewhere.
    const withPods = new Set(
      catalog.pods.all.filter(({ spec }) => spec !== undefined).map(({ namespace }) => namespace),
    );
    for (const entry of catalog.ofKind('ConfigMap')) {
      const label = Object.keys(entry.labels).find(
        (key) =>
          !/^(app|app\.kubernetes\.io\/(name|instance|version|component|part-of|managed-by)|lockstep\.dev\/.+|env(ironment)?|tier|team)$/.test(
            key,
          ),
      );
      // Other programs find ConfigMaps by label: dashboards, rules, settings of operators.
      if (
        entry.origin !== 'file' ||
        read.has(entry) ||
        label !== undefined ||
        !withPods.has(entry.namespace) ||
        /leader|lock/.test(entry.name)
      )
        continue;
      if (isReadByProgram(catalog, entry)) continue;
      say(entry, [])`
        No pod reads ConfigMap \`${{ name: entry.name }}\`, so it has no effect.
        Read it with \`envFrom\` or as a volume, or remove it.`;
    }
  },
};
