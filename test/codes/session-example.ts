/** Runs the examples of codes that are about commands and about what is committed: lines for a shell, in the folder of a project. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expiringIn, expiryFindings } from '../../src/cli/check/expiry';
import { outputFindings } from '../../src/cli/check/output';
import { trackedSecrets } from '../../src/cli/check/repository';
import { run } from '../../src/cli/main';
import type { Code } from '../../src/model/codes';
import type { Finding } from '../../src/model/finding';
import { appIn, BASE, DIGEST } from './files-example';

export interface SessionExample {
  /** The last line is the command that reports the code. */
  readonly bad: string;
  /** What repairs it, in the same folder. */
  readonly good: string;
}
type Said = Pick<Finding, 'code' | 'message' | 'fix'>;

const CERTIFICATE = join(__dirname, '../../src/inputs/fixtures/test-certificate.pem');
const PROJECT: Readonly<Record<string, string>> = {
  ...BASE,
  'images.lock.yaml': `shop:
  api:
    repository: ghcr.io/acme/api
    dev: { tag: 1.4.2, digest: ${DIGEST} }
    prod: { tag: 1.4.1, digest: ${DIGEST} }
`,
  'k8s/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  REGION: eu\n',
};
const NOW = new Date('2026-11-20T12:00:00Z');

/** @returns what the last command of each reports */
export async function findingsOfSession({
  bad,
  good,
}: SessionExample): Promise<{ bad: readonly Said[]; good: readonly Said[] }> {
  const root = mkdtempSync(join(tmpdir(), 'session-'));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  try {
    for (const [path, text] of Object.entries(PROJECT)) put(path, text);
    mkdirSync(join(root, 'certs/shop'), { recursive: true });
    for (const environment of ['dev', 'prod']) copyFileSync(CERTIFICATE, join(root, `certs/shop/${environment}.pem`));
    synthesize(root, put);
    const linesOf = async (script: string): Promise<readonly Said[]> => {
      let said: readonly Said[] = [];
      for (const line of script.trim().split('\n')) said = await runLine(line, root, put);
      return said;
    };
    return { bad: await linesOf(bad), good: await linesOf(good) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

type Put = (path: string, text: string) => void;

async function runLine(line: string, root: string, put: Put): Promise<readonly Said[]> {
  const sh = (script: string) => execFileSync('sh', ['-c', script], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const fetched = /^kubeseal .* > (\S+)$/.exec(line);
  const command = /^(?:(.*) \| )?npx lockstep (.*?)(?: < (\S+))?$/.exec(line);
  if (fetched !== null) copyFileSync(CERTIFICATE, join(root, fetched[1]!));
  else if (command === null) sh(line);
  else if (command[2] === 'synth') return synthesize(root, put);
  else if (command[2] === 'check') return check(root);
  else {
    const words = (command[2]!.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
    const given =
      command[1] === undefined
        ? command[3] === undefined
          ? Buffer.alloc(0)
          : readFileSync(join(root, command[3]))
        : sh(command[1]);
    return runVerb(words, root, given);
  }
  return [];
}

/** Errors, as lines on standard error; of an audit, what it reports about files. */
async function runVerb(words: readonly string[], cwd: string, given: Buffer): Promise<readonly Said[]> {
  const [out, err]: [string[], string[]] = [[], []];
  const isAudit = words[0] === 'audit';
  await run(isAudit ? [...words, '--format', 'json'] : words, {
    cwd,
    stdin: () => given,
    keyboard: false,
    now: () => NOW,
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  });
  if (isAudit) {
    const { findings } = JSON.parse(out.join('\n')) as { findings: readonly Said[] };
    return findings.filter(({ code }) => /^LS8[56]/.test(code));
  }
  return err.flatMap((block) => {
    const [first = '', ...more] = block.split('\n').map((line) => line.trim());
    const [, code, message] = /^(LS\d+) (.*)$/s.exec(first) ?? [];
    return code === undefined ? [] : [{ code: code as Code, message: message!, fix: more.at(-1)! }];
  });
}

function synthesize(root: string, put: Put): readonly Said[] {
  const { files, proof, findings } = appIn(root);
  if (findings.length > 0) return findings;
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  for (const [path, text] of files) put(`dist/${path}`, text);
  for (const [path, text] of proof) put(`proof/${path}`, text);
  return [];
}

function check(root: string): readonly Said[] {
  const { files, proof, platforms } = appIn(root);
  const expected = { folder: join(root, 'dist'), files: [...files] };
  const models = platforms.map(({ name, environments, matrix, namespaces }) => ({
    name,
    matrix,
    environments: environments.map((own, index) => ({ name: own, namespace: namespaces[index]! })),
  }));
  return [
    ...outputFindings({ folder: expected.folder, shown: 'dist' }, expected, models),
    ...expiryFindings(root, expiringIn(models, proof), NOW).filter(({ severity }) => severity !== 'warning'),
    ...trackedSecrets(root).findings,
  ];
}
