import { referencesOf } from '../../references/resolve';
import { catalogOf } from '../../catalog';
import { api, all, object } from '../manifests';
import type { Rule } from '../rule';

export const unreadConfiguration: Rule = {
  code: 'LS097',
  equivalents: {},
  bad: all(object('v1', 'ConfigMap', 'env', 'data: {LOG_LEVEL: info}'), api('')),
  good: all(object('v1', 'ConfigMap', 'env', 'data: {LOG_LEVEL: info}'), api('envFrom: [{configMapRef: {name: env}}]')),
  on: 'environment',
  judge(environment, say) {
    const catalog = catalogOf(environment);
    const read = new Set(referencesOf(environment).map(({ target }) => target));
    // Without pods among the files, whoever reads it is elsewhere.
    const withPods = new Set(catalog.pods.all.filter(({ spec }) => spec !== undefined).map(({ namespace }) => namespace));
    for (const entry of catalog.ofKind('ConfigMap')) {
      const label = Object.keys(entry.labels).find((key) => !/^(app|app\.kubernetes\.io\/(name|instance|version|component|part-of|managed-by)|lockstep\.dev\/.+|env(ironment)?|tier|team)$/.test(key));
      // Other programs find ConfigMaps by label: dashboards, rules, settings of operators.
      if (entry.origin !== 'file' || read.has(entry) || label !== undefined || !withPods.has(entry.namespace) || /leader|lock/.test(entry.name)) continue;
      say(entry, [], `No pod reads ConfigMap \`${entry.name}\`: what it says never happens.`, 'Read it with `envFrom` or as a volume, or remove it.');
    }
  },
};
