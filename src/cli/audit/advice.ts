/**
 * What a finding means to people who do not use the constructs: which ones hold for a platform of Lockstep only, which rank
 * lower, and what they can do.
 */
import type { Code, Severity } from '../../model/codes';
import { values } from '../../inspect/policy/secret-data';
import type { Finding } from '../../model/finding';
import type { AuditedObject } from './audited';

/** Demands that need the facts of a platform: labels of namespaces, schemas of CRDs that nobody gave, digests of examples. */
const NEED_FACTS: ReadonlySet<Code> = new Set<Code>(['LS315', 'LS316', 'LS407', 'LS583', 'LS585', 'LS312']);
/** What is right for a platform of Lockstep, and common and working elsewhere. */
const LOWER: ReadonlySet<Code> = new Set<Code>(['LS554', 'LS405', 'LS413', 'LS409', 'LS406', 'LS604', 'LS606']);

export function forOthers(findings: readonly Finding[], byNumber: ReadonlyMap<string, AuditedObject>): Finding[] {
  return findings.flatMap((finding): Finding[] => {
    const { code, path, fix, construct = '' } = finding;
    if (NEED_FACTS.has(code)) return [];
    // files that define the same are told together, by `alternatives.ts`
    if (code === 'LS411' && !isTwiceInOneFile(finding.message)) return [];
    if (code === 'LS552' && values(byNumber.get(construct)?.json ?? {}).every(([, , value]) => isPublic(value)))
      return [];
    // whether a namespace exists is seen from files only when its name is nearly that of another
    if (code === 'LS401' && path?.endsWith('namespace') === true && !fix.includes('Did you mean')) return [];
    const severity = severityOf(finding);
    return [{ ...finding, ...(severity !== undefined && { severity }), fix: reworded(finding) }];
  });
}

function isTwiceInOneFile(message: string): boolean {
  const [, first, second] = /is defined in `([^`]*)` and again in `([^`]*)`/.exec(message) ?? [];
  return first === second;
}

/** Certificates are for everybody to read. */
function isPublic(value: string): boolean {
  return /^\s*(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----\s*)+$/.test(value);
}

function severityOf({ code, message, severity, fix }: Finding): Severity | undefined {
  // pods that nobody wrote down may be meant, unless those that are meant lie beside it
  if (code === 'LS405' && fix.startsWith('Did you mean')) return severity;
  if (LOWER.has(code)) return 'warning';
  // a process may listen where its container says nothing; beside what it does say, somebody should look
  if (code === 'LS404' && /^Service .* to (?:[A-Z]+ )?port \d+ of /.test(message)) return 'warning';
  if (isVariable(code, message)) return 'warning';
  // allowed, and it works; only server-side apply refuses the list
  if (code === 'LS655' && message.startsWith('Port ')) return 'warning';
  // people and controllers create Secrets past the files
  if (code === 'LS401' && message.includes('Secret `')) return 'warning';
  // one that lies there with keys is what runs; an empty one is filled by somebody
  if (code === 'LS551' && message.endsWith(' has no keys.')) return 'warning';
  return severity;
}

/** Names in which kustomize, Flux or a script puts the value of a variable, before they reach a cluster. */
function isVariable(code: Code, message: string): boolean {
  return (code === 'LS651' || code === 'LS665') && /\$(?:\([A-Z][A-Z0-9_]*\)|\{[A-Z][A-Z0-9_]*\})/.test(message);
}

function reworded({ code, fix, message }: Finding): string {
  if (isVariable(code, message))
    return 'Audit what the tool writes that puts the value there; where nothing does, write the name out.';
  const near = /^(Did you mean `[^`]*`\? )/.exec(fix)?.[1] ?? '';
  if (code === 'LS401' && message.includes('Secret `')) {
    return `${near}Put it beside the manifests in a form that may lie in git (SealedSecret, ExternalSecret), or accept the finding where somebody creates it by hand.`;
  }
  if (code === 'LS551') return `${near}Add the key where the Secret is made, or read one that it has.`;
  if (code === 'LS552')
    return 'Change the values, which everybody who reads the repository knows, and commit them sealed (SealedSecret) or by reference (ExternalSecret).';
  if (code === 'LS554')
    return 'Pin it by digest: `name:tag@sha256:…`, as `docker buildx imagetools inspect IMAGE` shows it.';
  return fix.replace(
    /,? or declare (?:it|the pods) among what the cluster provides\./,
    '; where the cluster brings it, accept the finding.',
  );
}
