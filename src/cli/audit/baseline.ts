/** Findings that were there when the audit was adopted: a file of fingerprints, which do not change when lines move. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Finding } from '../../model/finding';
import { isObject } from '../../model/json';
import { placeOf } from '../check/formats';
import { wrongUse } from '../terminal';
import { writeFileAtomically } from '../write-file';

interface Known {
  readonly fingerprint: string;
  readonly code: string;
  readonly file?: string;
  readonly object?: string;
}

/** Without the line, which moves, and the message, whose values change. */
function fingerprintOf(finding: Finding): string {
  const { code, object, path, environments } = finding;
  const identity = [code, placeOf(finding)?.file ?? '', object ?? '', path ?? '', environments?.join() ?? ''].join(
    '\n',
  );
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}

/** @param file below `cwd`, or absolute; its folder is made @throws Refusal when it cannot be written */
export function writeBaseline(cwd: string, file: string, findings: readonly Finding[]): void {
  const known = findings.map((finding): Known => {
    const place = placeOf(finding)?.file;
    return {
      fingerprint: fingerprintOf(finding),
      code: finding.code,
      ...(place !== undefined && { file: place }),
      ...(finding.object !== undefined && { object: finding.object }),
    };
  });
  const lines = known.map((one) => JSON.stringify(one)).sort();
  writeFileAtomically(
    isAbsolute(file) ? '' : cwd,
    file,
    `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n    ${lines.join(',\n    ')}\n  `}]\n}\n`,
  );
}

/**
 * @param shown name of the file for messages
 * @returns the findings that are not in it, how many are, and how many of it are gone
 * @throws Refusal if it is not a baseline
 */
export function withoutKnown(
  path: string,
  shown: string,
  findings: readonly Finding[],
): { readonly left: Finding[]; readonly known: number; readonly gone: number } {
  const counts = new Map<string, number>();
  for (const one of readBaseline(path, shown)) counts.set(one, (counts.get(one) ?? 0) + 1);
  const left = findings.filter((finding) => {
    const fingerprint = fingerprintOf(finding);
    const count = counts.get(fingerprint) ?? 0;
    if (count > 0) counts.set(fingerprint, count - 1);
    return count === 0;
  });
  return {
    left,
    known: findings.length - left.length,
    gone: [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}

function readBaseline(path: string, shown: string): readonly string[] {
  const fix = 'Create it with --write-baseline.';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw wrongUse(
      `--baseline is "${shown}", which ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`}`,
      fix,
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const findings = isObject(content) && content.version === 1 ? content.findings : undefined;
  if (!Array.isArray(findings))
    throw wrongUse(`--baseline is "${shown}", which is not a baseline of lockstep audit`, fix);
  return findings.flatMap((one: unknown) =>
    isObject(one) && typeof one.fingerprint === 'string' ? [one.fingerprint] : [],
  );
}
