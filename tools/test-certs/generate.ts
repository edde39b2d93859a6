/**
 * Makes the sealing certificates of the reference systems: self-signed, named as test certificates, their private keys
 * thrown away, so that nothing sealed with them can ever be unsealed. A maintainer's tool; it needs the `openssl` binary.
 *
 *   npx tsx tools/test-certs/generate.ts <platform> <environment>...
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DAYS = 20 * 365;

const [platform, ...environments] = process.argv.slice(2);
if (platform === undefined || environments.length === 0) {
  process.stderr.write('usage: generate.ts <platform> <environment>...\n');
  process.exit(2);
}
for (const environment of environments) {
  const folder = mkdtempSync(join(tmpdir(), 'test-certs-'));
  try {
    const certificate = join(folder, 'certificate.pem');
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:4096',
        '-nodes',
        '-sha256',
        '-days',
        String(DAYS),
        '-subj',
        `/O=lockstep reference systems/OU=TEST certificate/CN=${platform} ${environment}`,
        '-keyout',
        join(folder, 'key.pem'),
        '-out',
        certificate,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    mkdirSync(join('certs', platform), { recursive: true });
    writeFileSync(join('certs', platform, `${environment}.pem`), readFileSync(certificate));
    process.stdout.write(`certs/${platform}/${environment}.pem\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
