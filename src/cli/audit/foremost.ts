/** What to look at first of many findings: what the cluster would refuse or leave broken, before what could be better. */
import { orderedFindings, renderLine, severityOf } from '../../emit/report';
import type { Code } from '../../model/codes';
import type { Finding } from '../../model/finding';

/** So few that they need no summary. */
const FEW = 12;
const LINES = 8;
const OF_ONE_CODE = 2;

/** Codes by their beginning, the gravest first: refused by the API server, leading nowhere, open to others, different in one environment. */
const GRAVITY: readonly RegExp[] = [/^LS85/, /^LS3/, /^LS6/, /^LS4/, /^LS(?:55|08)/, /^LS86/, /^LS00/];

/** @returns lines, or none where there are few findings or no error among them */
export function foremost(findings: readonly Finding[]): string[] {
  const errors = orderedFindings(findings).filter((finding) => severityOf(finding) === 'error');
  if (findings.length <= FEW || errors.length === 0) return [];
  const counts = new Map<Code, number>();
  const chosen = [...errors]
    .sort((a, b) => gravity(a) - gravity(b))
    .filter(({ code }) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      return count <= OF_ONE_CODE;
    })
    .slice(0, LINES);
  return ['', 'first of all:', ...chosen.map((finding) => `  ${renderLine(finding)}`)];
}

function gravity({ code }: Finding): number {
  const index = GRAVITY.findIndex((pattern) => pattern.test(code));
  return index < 0 ? GRAVITY.length : index;
}
