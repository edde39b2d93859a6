/** Writes `docs/add-ons.md` from the list of add-ons; with `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from '../../src/pattern/addons/catalog';
import type { Kind } from '../../src/pattern/addons/kind';

const FILE = join(__dirname, '..', '..', 'docs', 'add-ons.md');

const INTRODUCTION = `# Add-ons

Generated from \`src/pattern/addons/\` by \`npx tsx tools/docs/addons.ts\`.

Operators, controllers and monitoring that a platform brings to its clusters, one line each:

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

Each becomes an Application of Argo CD for its chart at an exact version (\`version\` takes another; it may vary, so that dev tries
it first), a Namespace with Pod Security labels, and a NetworkPolicy for that namespace: nothing, but cluster DNS, the API server and
what the add-on is known to need. An AppProject of their own permits their repositories, namespaces and the kinds of the whole cluster
that charts write. The Applications lie in \`argocd/\`, namespaces and policies in \`add-ons/\` of the environment. Waves order them: what
others need the definitions of, then the others, then those that talk to another; then the platform. For that Argo CD is told the
health of an Application (\`argocd-cm\`). Removing one asks before anything is deleted (\`Prune=confirm\`).

- \`values\` go to the chart, over those of Lockstep, map by map. Credentials do not belong there (LS623): charts take the name of a Secret.
- **Cluster facts follow** where every environment has the add-on: \`cloudNativePg\` says where the operator runs, \`kubePrometheusStack\`
  which Prometheus scrapes. What \`cluster\` says wins.
- **Environments on one cluster** are those that one Argo CD delivers to the same \`delivery.server\`. There an add-on is installed once:
  \`addOns: { in: only(['prod'], 'reason') }\`, or \`only\` of one add-on. The others have it too; installing it twice is an error (LS620).
- With \`addOns\`, custom resources that none of them serves, and no cluster fact, are an error (LS624).
- Images inside of charts are pinned by the version of the chart, not by digest: law 6 ends at what Lockstep writes.
- Grafana has no administrator and shows dashboards to whoever reaches it, which the policy keeps to \`kubectl port-forward\`;
  \`grafanaAdmin\` names a Secret for logins.
`;

function row(name: string, { purpose, charts, namespace, podSecurity, serves }: Kind): string {
  const level = typeof podSecurity === 'string' ? podSecurity : `${podSecurity[0]}: ${podSecurity[1]}`;
  const versions = charts.map(({ chart, version, installs, repository }) => `\`${chart}\` ${version} (${installs}) of ${repository}`).join(', ');
  return `| \`${name}\` | ${purpose} | ${versions} | \`${namespace}\` | ${level} | ${serves.map((group) => `\`${group}\``).join(', ')} |`;
}

const wanted = `${INTRODUCTION}
## The list

| prop | for | chart (what it installs) | namespace | Pod Security | serves |
|---|---|---|---|---|---|
${KINDS.map(([name, kind]) => row(name, kind)).join('\n')}
`;
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== wanted) {
    process.stderr.write('docs/add-ons.md is not what the source yields: npx tsx tools/docs/addons.ts\n');
    process.exitCode = 1;
  }
} else writeFileSync(FILE, wanted);
