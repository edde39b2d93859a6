/** Runs the examples of codes that are about files: what an app reads, and what `lockstep audit` reads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Platform, WebService, defineEnvironments, sealed } from '../../src';
import { auditFolders } from '../../src/cli/audit/run';
import { severityOf } from '../../src/emit/report';
import type { Finding } from '../../src/model/finding';
import { runPipeline } from '../../src/run';

/** By path; empty where there is no file. A file that a page does not show is as it should be. */
export type Files = Readonly<Record<string, string>>;

export interface FilesExample {
  /** What reads them: an app with one service, which has a secret, or `lockstep audit`. */
  readonly read: 'synth' | 'audit';
  readonly bad: Files;
  readonly good: Files;
}

export const DIGEST = `sha256:${'5b0e9d27c4a8f163'.repeat(4)}`;
export const CIPHERTEXT = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(560, 'sealed by kubeseal')]).toString(
  'base64',
);
export const LOCK = `shop:
  api:
    repository: ghcr.io/acme/api
    all: { tag: 1.4.2, digest: ${DIGEST} }
`;
export const sealedFile = (environment: string): string => `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  namespace: shop-${environment}
spec:
  encryptedData:
    url: ${CIPHERTEXT}
  template:
    type: Opaque
`;
/** The project of an app with one service. */
export const BASE: Files = {
  'images.lock.yaml': LOCK,
  'secrets/shop/dev/db.yaml': sealedFile('dev'),
  'secrets/shop/prod/db.yaml': sealedFile('prod'),
};

/** @returns errors of the files, and warnings that `about` names */
export function findingsOfFiles(files: Files, read: FilesExample['read']): readonly Finding[] {
  const root = mkdtempSync(join(tmpdir(), 'code-'));
  try {
    for (const [path, text] of Object.entries(read === 'synth' ? { ...BASE, ...files } : files)) {
      if (text === '') continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, 'latin1');
    }
    return read === 'audit' ? auditFolders([{ path: root, shown: '' }], () => {}).findings : appIn(root).findings;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What an app with one service, which reads a sealed key, comes to in a folder. Advice is left out. */
export function appIn(root: string): ReturnType<typeof runPipeline> {
  const app = new App({ root });
  const { environments } = defineEnvironments({
    dev: { stage: 'development', namespace: 'shop-dev' },
    prod: { stage: 'production', namespace: 'shop-prod' },
  });
  const shop = new Platform(app, 'shop', { environments, edition: '2026', owner: 'team-shop' });
  new WebService(shop, 'api', { image: 'api', port: 3000, secrets: { DATABASE_URL: sealed('db', 'url') } });
  const result = runPipeline(app);
  const isAdvice = (finding: Finding) => severityOf(finding) === 'warning' && finding.code.startsWith('LS0');
  return { ...result, findings: result.findings.filter((finding) => !isAdvice(finding)) };
}
