/** A project in a git repository, whose app yields what `model.json` says: that file is its source. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProjectModel } from '../../app';
import type { MatrixEntry } from '../../model/matrix';
import { renderMatrix } from '../../emit/proof';
import { renderJson } from '../../emit/yaml';
import type { Json } from '../../model/json';
import { lockstep } from '../terminal.test-support';

const ENVIRONMENTS = ['dev', 'prod'] as const;
type Both<T> = Readonly<Record<(typeof ENVIRONMENTS)[number], T>>;

export interface Shop {
  readonly revision: Both<string>;
  readonly replicas: Both<number>;
  readonly image: Both<string>;
  /** Equal in all environments. */
  readonly memory: string;
  readonly storage: string;
  readonly secret: Both<string>;
  /** Folder of the output, as the Applications have it. */
  readonly path: string;
  readonly bootstrap: boolean;
}

const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
export const image = (tag: string): string => `ghcr.io/acme/api:${tag}@${digest(tag)}`;

export const SHOP: Shop = {
  revision: { dev: 'main', prod: 'main' },
  replicas: { dev: 1, prod: 3 },
  image: { dev: image('1.0.0'), prod: image('1.0.0') },
  memory: '128Mi',
  storage: '10Gi',
  secret: { dev: 'AgA', prod: 'AgB' },
  path: 'dist',
  bootstrap: true,
};

const APP = `const model = JSON.parse(require('fs').readFileSync('model.json', 'utf8'));
model.dist.folder = process.cwd() + '/dist';
model.proof.folder = process.cwd() + '/proof';
require('fs').writeFileSync(process.env.LOCKSTEP_MODEL, JSON.stringify(model));
`;

export class Project {
  private second = 0;

  /** @param root of the repository @param folder of the project below it */
  constructor(
    readonly root: string,
    readonly folder = '',
  ) {
    mkdirSync(this.path(), { recursive: true });
    this.git('init', '-q', '-b', 'main');
    this.write({ 'cdk8s.yaml': 'app: node model.js\n', 'model.js': APP });
  }

  path(file = ''): string {
    return join(this.root, this.folder, file);
  }

  git(...args: readonly string[]): string {
    const when = new Date(Date.UTC(2026, 10, 1) + this.second * 1000).toISOString();
    const person = {
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@acme.example',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@acme.example',
    };
    const env = {
      ...process.env,
      ...person,
      GIT_AUTHOR_DATE: when,
      GIT_COMMITTER_DATE: when,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      // Neither hooks nor maintenance, which would be a process for each commit.
      GIT_TEMPLATE_DIR: '',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'maintenance.auto',
      GIT_CONFIG_VALUE_0: 'false',
    };
    return execFileSync('git', args, {
      cwd: this.root,
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  edit(file: string, from: string, to: string): void {
    const text = readFileSync(this.path(file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(this.path(file), text.replace(from, to));
  }

  /** Changes the source. */
  source(shop: Partial<Shop> = {}): ProjectModel {
    const model = modelOf({ ...SHOP, ...shop });
    this.write({ 'model.json': JSON.stringify(model, undefined, 1) });
    return model;
  }

  /** Changes the source and writes what it yields. */
  synth(shop: Partial<Shop> = {}): void {
    const { dist, proof } = this.source(shop);
    rmSync(this.path('dist'), { recursive: true, force: true });
    this.write(
      Object.fromEntries([
        ...dist.files.map(([file, text]) => [`dist/${file}`, text]),
        ...proof.files.map(([file, text]) => [`proof/${file}`, text]),
      ]),
    );
  }

  /** @returns the first 12 digits of its id */
  commit(subject: string): string {
    this.second += 86_400;
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', subject);
    return this.git('rev-parse', 'HEAD').slice(0, 12);
  }

  synthAndCommit(subject: string, shop: Partial<Shop> = {}): string {
    this.synth(shop);
    return this.commit(subject);
  }
}

function modelOf(shop: Shop): ProjectModel {
  const files: (readonly [string, string])[] = [];
  const matrix: MatrixEntry[] = [];
  const vary = (file: string, path: string, values: Both<Json>): void => {
    if (values.dev !== values.prod)
      matrix.push({ file, path, origin: 'value', values: ENVIRONMENTS.map((name) => values[name]) });
  };
  const each = <T>(value: (name: (typeof ENVIRONMENTS)[number]) => T): Both<T> => ({
    dev: value('dev'),
    prod: value('prod'),
  });
  for (const name of ENVIRONMENTS) {
    for (const [file, json] of Object.entries(objects(shop, name)))
      files.push([`shop/${name}/${file}`, `---\n${renderJson(json)}`]);
  }
  const api = 'api/Deployment-api.yaml';
  for (const file of [api, 'db/StatefulSet-db.yaml', 'db/SealedSecret-db.yaml'])
    vary(
      file,
      'metadata.namespace',
      each((name) => `shop-${name}`),
    );
  vary(api, 'spec.replicas', shop.replicas);
  vary(api, 'spec.template.spec.containers[name=api].image', shop.image);
  vary('db/SealedSecret-db.yaml', 'spec.encryptedData.password', shop.secret);
  const application = 'argocd/Application-application.yaml';
  vary(
    application,
    'metadata.name',
    each((name) => `shop-${name}`),
  );
  vary(
    application,
    'spec.source.path',
    each((name) => `${shop.path}/shop/${name}`),
  );
  vary(application, 'spec.source.targetRevision', shop.revision);
  if (shop.bootstrap) {
    vary(
      'argocd/Application-bootstrap.yaml',
      'metadata.name',
      each((name) => `shop-${name}-bootstrap`),
    );
    vary(
      'argocd/Application-bootstrap.yaml',
      'spec.source.path',
      each((name) => `${shop.path}/shop/${name}/argocd`),
    );
  }
  return {
    platforms: [
      { name: 'shop', environments: ENVIRONMENTS.map((name) => ({ name, namespace: `shop-${name}` })), matrix },
    ],
    findings: [],
    dist: { folder: '', files },
    proof: { folder: '', files: [['shop/matrix.yaml', renderMatrix(matrix, ENVIRONMENTS)]], written: true },
  };
}

function objects(shop: Shop, name: keyof Both<string>): Readonly<Record<string, Json>> {
  const namespace = `shop-${name}`;
  const containers = [{ name: 'api', image: shop.image[name], resources: { limits: { memory: shop.memory } } }];
  const volumeClaimTemplates = [
    { metadata: { name: 'data' }, spec: { resources: { requests: { storage: shop.storage } } } },
  ];
  const application = (own: string, path: string, targetRevision: string) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: own, namespace: 'argocd' },
    spec: { source: { repoURL: 'https://git.acme.example/shop.git', path, targetRevision } },
  });
  return {
    'api/Deployment-api.yaml': {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'api', namespace },
      spec: { replicas: shop.replicas[name], template: { spec: { containers } } },
    },
    'db/StatefulSet-db.yaml': {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace },
      spec: { volumeClaimTemplates },
    },
    'db/SealedSecret-db.yaml': {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace },
      spec: { encryptedData: { password: shop.secret[name] } },
    },
    'argocd/Application-application.yaml': application(
      `shop-${name}`,
      `${shop.path}/shop/${name}`,
      shop.revision[name],
    ),
    ...(shop.bootstrap && {
      'argocd/Application-bootstrap.yaml': application(
        `shop-${name}-bootstrap`,
        `${shop.path}/shop/${name}/argocd`,
        'HEAD',
      ),
    }),
  };
}

interface Report {
  readonly environments: readonly {
    readonly environment: string;
    readonly state: string;
    readonly tracks: readonly {
      readonly found: string;
      readonly behind: number;
      readonly commit: { readonly id: string };
    }[];
    readonly images: readonly string[];
  }[];
  readonly promotions: readonly {
    readonly from: string;
    readonly to: string;
    readonly changes: readonly { readonly object: string; readonly fields: readonly object[] }[] | null;
  }[];
  readonly errors: number;
  readonly notes: readonly string[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly environments?: readonly string[];
    readonly object?: string;
    readonly path?: string;
    readonly file?: string;
    readonly line?: number;
    readonly message: string;
    readonly fix: string;
  }[];
}

export const running = (cwd: string, ...args: string[]) => lockstep(['check', '--running', ...args], cwd);

/** What `lockstep check --running` finds, and it in short. */
export async function report(
  cwd: string,
): Promise<Report & { readonly code: number; readonly states: string; readonly codes: readonly string[] }> {
  const { code, out, err } = await running(cwd, '--format', 'json');
  if (out === '') throw new Error(err);
  const json = JSON.parse(out) as Report;
  const codes = json.findings.map((finding) => `${finding.code} ${finding.environments?.join() ?? ''}`);
  return {
    ...json,
    code,
    states: json.environments.map(({ environment, state }) => `${environment} ${state}`).join(', '),
    codes,
  };
}

/** Production runs what was released, development what was merged. */
export const PROMOTED: Partial<Shop> = { revision: { dev: 'main', prod: 'v1.0.0' } };
