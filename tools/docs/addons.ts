/** Generates `docs/add-ons.md` from the list of add-ons; with `--check`, it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from '../../src/pattern/addons/catalog';
import type { Kind } from '../../src/pattern/addons/kind';

const FILE = join(__dirname, '..', '..', 'docs', 'add-ons.md');

const INTRODUCTION = `# Add-ons

Generated from \`src/pattern/addons/\` by \`npx tsx tools/docs/addons.ts\`.

Operators, controllers and monitoring that a platform installs in its clusters, one line each:

\`\`\`ts
new Platform(app, 'shop', {
  cluster: { apiServer: { cidrs: ['10.0.0.1/32'], port: 6443 } },
  delivery: { repository: 'https://git.acme.example/shop.git', revision: env.branch, argocdPerEnvironment: true },
  addOns: {
    certManager: {},
    ingressNginx: { replicas: vary({ dev: 1, prod: 3 }) },
    kubePrometheusStack: { retention: '30d', storage: vary({ dev: '20Gi', prod: '200Gi' }) },
  },
});
\`\`\`

Each add-on becomes an Argo CD Application for its chart at an exact version (\`version\` overrides it; it may vary, so that dev tries a
version first), a Namespace with Pod Security labels, and a NetworkPolicy for that namespace that denies everything except cluster DNS, the
API server and the connections that the add-on is known to need. The add-ons have their own AppProject, which allows their repositories,
namespaces and the cluster-scoped kinds that charts create. The Applications are in the environment's \`argocd/\`; namespaces and policies are
in its \`add-ons/\`. Sync waves order them: first add-ons that provide CRDs to others, then the remaining ones, then those that depend on
another add-on, then the platform. For this to work, Lockstep adds a health check for Applications to \`argocd-cm\`. Removing an add-on requires
confirmation before anything is deleted (\`Prune=confirm\`).

- \`values\` are passed to the chart and merged over Lockstep's values, map by map. Do not put credentials there (LS623): charts accept the name
  of a Secret.
- **Cluster facts are derived** if every environment has the add-on: \`cloudNativePg\` determines where the operator runs,
  \`kubePrometheusStack\` which Prometheus scrapes. Facts set in \`cluster\` take precedence.
- **Environments share a cluster** if one Argo CD delivers to them at the same \`delivery.server\`. An add-on is installed once per cluster:
  \`addOns: { in: only(['prod'], 'reason') }\`, or \`only\` on a single add-on. The other environments use the same installation; installing it
  twice is an error (LS620).
- With \`addOns\`, custom resources that no add-on serves and that no cluster fact covers are an error (LS624).
- Images inside charts are pinned by the chart version, not by digest: law 6 applies only to what Lockstep writes.
- Grafana has no administrator and shows dashboards to anyone who can reach it, which the policy restricts to \`kubectl port-forward\`;
  \`grafanaAdmin\` names a Secret for logins.
`;

function row(name: string, { purpose, charts, namespace, podSecurity, serves }: Kind): string {
  const level = podSecurity.filter((own) => own !== '').join(': ');
  const versions = charts.map(({ chart, version, installs, repository }) => `\`${chart}\` ${version} (${installs}) from ${repository}`).join(', ');
  return `| \`${name}\` | ${purpose} | ${versions} | \`${namespace}\` | ${level} | ${serves.map((group) => `\`${group}\``).join(', ')} |`;
}

const wanted = `${INTRODUCTION}
## The list

| prop | purpose | chart (app version) | namespace | Pod Security | serves |
|---|---|---|---|---|---|
${KINDS.map(([name, kind]) => row(name, kind)).join('\n')}
`;
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== wanted) {
    process.stderr.write('docs/add-ons.md does not match the source; run: npx tsx tools/docs/addons.ts\n');
    process.exitCode = 1;
  }
} else writeFileSync(FILE, wanted);
