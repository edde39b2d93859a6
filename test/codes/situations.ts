/**
 * What leads to the codes that no test can bring about in a moment: they are about git histories, certificates of a certain age, tools
 * that are missing. Nothing runs these examples.
 */
import type { Code } from '../../src/model/codes';

export interface Situation {
  readonly language: 'sh' | 'ts' | 'yaml';
  readonly bad: string;
  readonly fix: string;
  readonly good: string;
}

const FETCH = `kubeseal --controller-namespace kube-system --fetch-cert > certs/shop/prod.pem`;
const endOf = (day: string): string => `openssl x509 -noout -enddate -in certs/shop/prod.pem
# notAfter=${day} 12:00:00 2026 GMT
npx lockstep check --now 2026-11-20`;
const kustomization = (base: string): string => `# overlays/prod/kustomization.yaml
resources:
- ${base}`;
const claims = (size: string, name = 'store'): string => `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      resources:
        requests:
          storage: ${size}`;
const lock = (dev: string, prod: string): string => `# images.lock.yaml
shop:
  api:
    repository: ghcr.io/acme/api
    dev: ${dev}
    prod: ${prod}`;
const OLD = '{ tag: 1.4.2, digest: sha256:5b0e9d27… }';
const NEW = '{ tag: 1.5.0, digest: sha256:91c3f0a8… }';

export const SITUATIONS = {
  LS211: {
    language: 'yaml',
    bad: '# cdk8s.yaml\napp: npx tsx main.ts\noutput: deploy # holds scripts as well',
    fix: 'Use a directory that nothing else uses.',
    good: '# cdk8s.yaml\napp: npx tsx main.ts\noutput: dist',
  },
  LS212: {
    language: 'ts',
    bad: `const app = new App({ outdir: 'out' }); // cdk8s.yaml says output: dist`,
    fix: 'Omit `outdir`, and set `output` in `cdk8s.yaml`.',
    good: 'const app = new App();',
  },
  LS566: {
    language: 'sh',
    bad: `# the platform declares rotation: { certificate: '60d' }
openssl x509 -noout -startdate -in certs/shop/prod.pem
# notBefore=Jan  1 12:00:00 2026 GMT
npx lockstep check --now 2026-11-20`,
    fix: 'Fetch the current certificate of the controller, and reseal the values with it.',
    good: `${FETCH}\nnpx lockstep seal shop/prod db url --same-value`,
  },
  LS822: {
    language: 'sh',
    bad: endOf('Nov  1'),
    fix: 'Fetch the current certificate of the controller, and reseal the values that were sealed with the old one.',
    good: `${FETCH}\nnpx lockstep seal shop/prod db url --same-value`,
  },
  LS823: {
    language: 'sh',
    bad: endOf('Dec  1'),
    fix: 'Fetch the new certificate of the controller before that date.',
    good: `${FETCH}\nnpx lockstep seal shop/prod db url --same-value`,
  },
  LS824: {
    language: 'sh',
    bad: `${FETCH} # a new one\nnpx lockstep check`,
    fix: 'Reseal the value with the new certificate.',
    good: 'npx lockstep seal shop/prod db url --same-value\nnpx lockstep check',
  },
  LS830: {
    language: 'sh',
    bad: `# prod tracks the tag v1.4.2
git clone --no-tags https://git.acme.dev/shop.git && cd shop
npx lockstep check --running`,
    fix: 'Fetch the revision. If it does not exist anywhere, let the Applications track one that does.',
    good: 'git fetch --tags\nnpx lockstep check --running',
  },
  LS831: {
    language: 'sh',
    bad: `# the Applications of prod track dist/shop/prod on main
git rm -rq dist/shop/prod && git commit -qm "Clean up" && git push -q
npx lockstep check --running`,
    fix: 'Commit the output again, or set the path of the Applications to the directory that contains it.',
    good: 'npx lockstep synth\ngit add dist proof && git commit -qm "Write the output" && git push -q\nnpx lockstep check --running',
  },
  LS832: {
    language: 'sh',
    bad: 'git clone --depth 1 https://git.acme.dev/shop.git && cd shop\nnpx lockstep check --running',
    fix: 'Fetch the full history; in GitHub Actions, set `fetch-depth: 0`.',
    good: 'git fetch --unshallow\nnpx lockstep check --running',
  },
  LS833: {
    language: 'ts',
    bad: `// main has moved on since v1.4.2
delivery: { repository: 'https://git.acme.dev/shop.git', revision: vary({ dev: 'main', prod: 'v1.4.2' }) },`,
    fix: 'No action is needed while the lag is intended. To promote the changes, move the revision.',
    good: `delivery: { repository: 'https://git.acme.dev/shop.git', revision: vary({ dev: 'main', prod: 'v1.5.0' }) },`,
  },
  LS834: {
    language: 'sh',
    bad: 'git checkout -q v1.4.2 # dev runs main\nnpx lockstep check --running',
    fix: 'Run the check in a working copy that is at least as new as the revision that runs.',
    good: 'git checkout -q main && git pull -q\nnpx lockstep check --running',
  },
  LS835: {
    language: 'sh',
    bad: `# prod tracks the branch production
git checkout -q production
perl -pi -e 's/replicas: 3/replicas: 9/' dist/shop/prod/api/Deployment-api.yaml
git commit -qam "More replicas" && git push -q
npx lockstep check --running`,
    fix: 'Make the change in the source, and regenerate the output.',
    good: `perl -pi -e 's/prod: 3/prod: 9/' main.ts
npx lockstep synth
git commit -qam "More replicas in prod" && git push -q
npx lockstep check --running`,
  },
  LS836: {
    language: 'sh',
    bad: `# dev tracks main, prod tracks production
git checkout -q production
git commit -qam "Hotfix, synthesized and committed" && git push -q
npx lockstep check --running`,
    fix: 'Merge the change into the branch of the preceding environment.',
    good: 'git checkout -q main && git cherry-pick production && git push -q\nnpx lockstep check --running',
  },
  LS837: {
    language: 'yaml',
    bad: lock(OLD, NEW),
    fix: 'Pin the image in the environment where it is tested first, then promote it: `npx lockstep promote shop api --from dev --to prod`.',
    good: lock(NEW, NEW),
  },
  LS838: {
    language: 'yaml',
    bad: `# prod runs 10Gi; the API server refuses to change volumeClaimTemplates\n${claims('20Gi')}`,
    fix: 'Keep the value of the field, or replace the object: delete it first, or use a different name for the new one.',
    good: claims('20Gi', 'store-2'),
  },
  LS839: {
    language: 'sh',
    bad: 'curl -sL https://git.acme.dev/shop/archive/main.tar.gz | tar xz && cd shop-main\nnpx lockstep check --running',
    fix: 'Run the command in a clone, with git installed.',
    good: 'git clone https://git.acme.dev/shop.git && cd shop\nnpx lockstep check --running',
  },
  LS854: {
    language: 'sh',
    bad: 'du -h k8s/dashboards.yaml\n# 64M\nnpx lockstep audit k8s',
    fix: 'Split the file, or move it out of the audited directory.',
    good: 'du -h k8s/dashboards/*.yaml\n# 120K k8s/dashboards/orders.yaml\n# 96K  k8s/dashboards/checkout.yaml\nnpx lockstep audit k8s',
  },
  LS858: {
    language: 'sh',
    bad: 'ls deploy\n# Chart.yaml templates values.yaml\nhelm version\n# sh: helm: not found\nnpx lockstep audit deploy',
    fix: 'Install the tool, or render the chart on another machine and audit the result.',
    good: 'helm template shop deploy --output-dir rendered\nnpx lockstep audit rendered',
  },
  LS860: {
    language: 'yaml',
    bad: kustomization('../../bsae'),
    fix: 'Fix it until `kubectl kustomize overlays/prod` succeeds.',
    good: kustomization('../../base'),
  },
  LS913: {
    language: 'sh',
    bad: 'cd src # without cdk8s.yaml\nnpx lockstep synth',
    fix: 'Run the command in the project directory, which contains `cdk8s.yaml`.',
    good: 'cd .. # with cdk8s.yaml\nnpx lockstep synth',
  },
  LS914: {
    language: 'ts',
    bad: `const owner = process.env.OWNER!.toLowerCase(); // fails where OWNER is not set
new Platform(app, 'shop', { environments, edition: '2026', owner });`,
    fix: 'Fix the errors that the program reports, until `npx lockstep synth` succeeds.',
    good: `new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });`,
  },
} as const satisfies Partial<Record<Code, Situation>>;
