/** What people call environments, from the first in which a change is tried to the last. */

const STAGES: readonly (readonly string[])[] = [
  ['local', 'minikube', 'kind'],
  ['dev', 'develop', 'development'],
  ['test', 'testing', 'tst', 'ci', 'int', 'integration', 'sandbox', 'preview', 'feature'],
  ['qa', 'uat', 'acc', 'acceptance', 'demo'],
  ['stage', 'staging', 'stg', 'preprod', 'pre-prod', 'pre-production'],
  ['prod', 'production', 'prd', 'live'],
];
const RANKS = new Map(STAGES.flatMap((names, rank) => names.map((name) => [name, rank] as const)));

export function isStage(word: string): boolean {
  return RANKS.has(word);
}

/** 0 for what comes first; names that say nothing come in the middle, before production. */
export function rankOf(environment: string): number {
  return RANKS.get(wordOf(environment) ?? '') ?? 2.5;
}

export function isProduction(environment: string): boolean {
  return rankOf(environment) === STAGES.length - 1;
}

function wordOf(environment: string): string | undefined {
  const lower = environment.toLowerCase();
  return RANKS.has(lower) ? lower : lower.split(/[-_./:]/).find((part) => RANKS.has(part));
}

/** Texts of one environment with its name, and the other names of its stage, taken out of them. */
export function withoutStage(environment: string): (text: string) => string {
  const word = wordOf(environment);
  const stage = word === undefined ? [] : STAGES[RANKS.get(word)!]!;
  const names = [...new Set([environment.split(/[/:]/).at(-1)!.toLowerCase(), ...stage])].sort(
    (a, b) => b.length - a.length,
  );
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${escaped})(?![A-Za-z0-9])`, 'gi');
  return (text) =>
    text
      .replace(pattern, '')
      .replace(/([-_./:@ ])[-_./:]+/g, '$1')
      .replace(/^[-_./:]+|[-_./:]+$/g, '');
}
