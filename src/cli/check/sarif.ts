/** Findings as SARIF 2.1.0 (OASIS), as code scanning services read it. */
import { createHash } from 'node:crypto';
import { orderedFindings, severityOf } from '../../emit/report';
import { CODES } from '../../model/codes';
import type { Finding } from '../../model/finding';
import { placeOf, type CheckResult } from './formats';

/** Place of findings that are in no file: services require one for every result. */
const WHOLE_PROJECT = 'cdk8s.yaml';

/**
 * @param version of Lockstep
 * @param prefix path of the project in its repository, with `/` at the end
 */
export function sarifReport(
  { findings, notes }: Pick<CheckResult, 'findings' | 'notes'>,
  version: string,
  prefix: string,
): string {
  const ordered = orderedFindings(findings);
  const codes = [...new Set(ordered.map(({ code }) => code))].sort();
  const driver = {
    name: 'lockstep',
    version,
    rules: codes.map((code) => ({
      id: code,
      name: CODES[code].slug,
      shortDescription: { text: CODES[code].title },
      fullDescription: { text: CODES[code].why },
      defaultConfiguration: { level: CODES[code].severity },
    })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: notes.map((text) => ({ level: 'note', message: { text } })),
      },
    ],
    results: ordered.map((finding) => resultOf(finding, codes.indexOf(finding.code), prefix)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return JSON.stringify(log, undefined, 2);
}

function resultOf(finding: Finding, ruleIndex: number, prefix: string): object {
  const { code, reason, environments, construct, object, path, objects, values, message, fix } = finding;
  const { file, line, column } = placeOf(finding) ?? { file: WHOLE_PROJECT };
  const uri = `${prefix}${file}`.split('/').map(encodeURIComponent).join('/');
  const logical = [construct, object, path].filter((part) => part !== undefined && part !== '').join(' ');
  const identity = [code, file, logical, environments?.join() ?? ''].join('\n');
  return {
    ruleId: code,
    ruleIndex,
    level: severityOf(finding),
    message: { text: `${message}\n${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          ...(line !== undefined && {
            region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
          }),
        },
        ...(logical !== '' && { logicalLocations: [{ fullyQualifiedName: logical }] }),
      },
    ],
    // Without the line, which moves, and the message, whose values change: the same fault stays the same alert.
    partialFingerprints: { 'lockstep/v1': createHash('sha256').update(identity).digest('hex') },
    properties: { reason, environments, construct, object, path, objects, values },
  };
}
