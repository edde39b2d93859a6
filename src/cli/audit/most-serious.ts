/** The most serious of many findings: what the cluster would refuse or leave broken comes before what could be better. */
import { orderedFindings, renderLine, severityOf } from '../../emit/report';
import type { Code } from '../../model/codes';
import type { Finding } from '../../model/finding';

/** So few that they need no summary. */
const FEW = 12;
const LINES = 8;
const OF_ONE_CODE = 2;

/** Codes by their beginning, the most serious first: refused by the API server, leading nowhere, open to others, different in one environment. */
const MOST_SERIOUS_FIRST: readonly RegExp[] = [/^LS85/, /^LS3/, /^LS6/, /^LS4/, /^LS(?:55|08)/, /^LS86/, /^LS00/];

/** @returns lines, or none where there are few findings or no error among them */
export function mostSerious(findings: readonly Finding[]): string[] {
  const errors = orderedFindings(findings).filter((finding) => severityOf(finding) === 'error');
  if (findings.length <= FEW || errors.length === 0) return [];
  const counts = new Map<Code, number>();
  const shown = [...errors]
    .sort((a, b) => rankOf(a) - rankOf(b))
    .filter(({ code }) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      return count <= OF_ONE_CODE;
    })
    .slice(0, LINES);
  return ['', 'most severe errors:', ...shown.map((finding) => `  ${renderLine(finding)}`)];
}

function rankOf({ code }: Finding): number {
  const index = MOST_SERIOUS_FIRST.findIndex((pattern) => pattern.test(code));
  return index < 0 ? MOST_SERIOUS_FIRST.length : index;
}
