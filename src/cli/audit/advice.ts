/**
 * What a finding means to people who do not use the constructs: which ones hold for a platform of Lockstep only, which rank
 * lower, and what they can do.
 */
import type { Code, Severity } from '../../model/codes';
import { values as secretValues } from '../../inspect/best-practices/secret-data';
import type { Finding } from '../../model/finding';
import type { AuditedObject } from './audited';

/** Demands that need the facts of a platform: labels of namespaces, schemas of CRDs that nobody gave, digests of examples. */
const NEED_FACTS: ReadonlySet<Code> = new Set<Code>(['LS315', 'LS316', 'LS407', 'LS583', 'LS585', 'LS312']);
/** What is right for a platform of Lockstep, and common and working elsewhere. */
const LOWER: ReadonlySet<Code> = new Set<Code>(['LS554', 'LS405', 'LS413', 'LS409', 'LS406', 'LS604', 'LS606']);

export function forOthers(findings: readonly Finding[], byNumber: ReadonlyMap<string, AuditedObject>): Finding[] {
  return findings.flatMap((finding): Finding[] => {
    const { code, path, values = {}, construct = '' } = finding;
    if (NEED_FACTS.has(code)) return [];
    // files that define the same object are reported together, by `alternatives.ts`
    if (code === 'LS411' && values.first !== values.second) return [];
    if (code === 'LS552' && secretValues(byNumber.get(construct)?.json ?? {}).every(([, , value]) => isPublic(value)))
      return [];
    // files show that a namespace is missing only when its name is nearly that of another
    if (code === 'LS401' && path?.endsWith('namespace') === true && values.meant === undefined) return [];
    const severity = severityOf(finding);
    return [{ ...finding, ...(severity !== undefined && { severity }), ...reworded(finding) }];
  });
}

/** Certificates are for everybody to read. */
function isPublic(value: string): boolean {
  return /^\s*(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----\s*)+$/.test(value);
}

function severityOf(finding: Finding): Severity | undefined {
  const { code, reason, severity, values = {} } = finding;
  // pods that are in no file may run elsewhere, unless similar ones are in the same files
  if (code === 'LS405' && values.meant !== undefined) return severity;
  if (LOWER.has(code)) return 'warning';
  // a process may listen on a port that its container does not declare
  if (code === 'LS404' && typeof values.target === 'number') return 'warning';
  if (isVariable(finding)) return 'warning';
  // allowed, and it works; only server-side apply refuses the list
  if (code === 'LS655' && reason === 'port-twice') return 'warning';
  // people and controllers create Secrets that are in no file
  if (isMissingSecret(finding)) return 'warning';
  // a Secret that has keys is the one that is used; an empty one is filled in later
  if (code === 'LS551' && reason === 'no-keys') return 'warning';
  return severity;
}

/** Names in which kustomize, Flux or a script puts the value of a variable before they reach a cluster. */
function isVariable({ code, values = {} }: Finding): boolean {
  return (
    (code === 'LS651' || code === 'LS665') &&
    Object.values(values).some((value) => /\$(?:\([A-Z][A-Z0-9_]*\)|\{[A-Z][A-Z0-9_]*\})/.test(String(value)))
  );
}

function isMissingSecret({ code, objects = [] }: Finding): boolean {
  return code === 'LS401' && objects.some((object) => object.startsWith('Secret/'));
}

/** What to do in the place of what an app would. */
function reworded(finding: Finding): { readonly fix?: string } {
  const { code, values: { meant } = {} } = finding;
  const near = meant === undefined ? '' : `Did you mean \`${String(meant)}\`? `;
  if (isVariable(finding))
    return {
      fix: 'Audit the output of the tool that replaces the variable. If no tool does, write the name itself.',
    };
  if (isMissingSecret(finding))
    return {
      fix: `${near}Add it to the manifests as a SealedSecret or an ExternalSecret, or accept the finding if the Secret is created manually.`,
    };
  if (code === 'LS551') return { fix: `${near}Add the key where the Secret is defined, or read an existing key.` };
  if (code === 'LS552')
    return {
      fix: 'Change the values, which anyone with access to the repository can read, and commit them as a SealedSecret or reference them with an ExternalSecret.',
    };
  if (code === 'LS554')
    return {
      fix: 'Pin it by digest: `name:tag@sha256:…`, with the digest that `docker buildx imagetools inspect IMAGE` shows.',
    };
  return {};
}
