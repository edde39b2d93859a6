import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODES, type Code } from '../../model/codes';
import { environmentOf } from '../examples/environment';
import { inspectBestPractices, RULES } from '.';

const codesIn = (yaml: string, code: Code) =>
  inspectBestPractices(environmentOf(yaml)).filter((finding) => finding.code === code);

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  it('fires once on the bad example, with the place', () => {
    expect(codesIn(rule.bad, code)).toHaveLength(1);
  });

  it('is silent on its twin', () => {
    expect(codesIn(rule.good, code)).toEqual([]);
  });
});

it('keeps each rule in the file that its code is named by', () => {
  const files = readdirSync(join(__dirname, 'rules')).filter((file) => file !== 'index.ts');
  expect(files.sort()).toEqual(RULES.map(({ code }) => `${CODES[code].slug}.ts`).sort());
  for (const { code } of RULES)
    expect(readFileSync(join(__dirname, 'rules', `${CODES[code].slug}.ts`), 'utf8')).toContain(`code: '${code}'`);
});

it('has a rule for every code of best practice, and one only', () => {
  const codes = RULES.map(({ code }) => code);
  expect(codes).toEqual((Object.keys(CODES) as Code[]).filter((code) => code.startsWith('LS0')).sort());
});

describe('workloads that share a pod spec', () => {
  const spec = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'db',
        image: 'postgres:18@sha256:abc',
        securityContext: {
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
        volumeMounts: [
          { name: 'data', mountPath: '/var/lib/postgresql' },
          { name: 'run', mountPath: '/var/run/postgresql' },
        ],
        livenessProbe: { tcpSocket: { port: 5432 } },
        readinessProbe: { exec: { command: ['pg_isready'] } },
      },
    ],
    volumes: [{ name: 'run', emptyDir: { sizeLimit: '10Mi' } }],
  };
  const claims = [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }];
  const set = (name: string, volumeClaimTemplates: typeof claims) => ({
    file: `${name}.yaml`,
    json: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec },
        volumeClaimTemplates,
      },
    },
  });
  const judged = (...objects: readonly ReturnType<typeof set>[]) =>
    inspectBestPractices({ platform: 'shop', environment: 'staging', objects, provided: [] });

  it('are told apart by their claim templates', () => {
    expect(judged(set('kept', claims)).filter(({ path }) => path !== undefined)).toEqual([]);
    expect(judged(set('kept', claims), set('lost', [])).filter(({ code }) => code === 'LS062')).toMatchObject([
      { object: 'StatefulSet/lost' },
    ]);
  });
});
