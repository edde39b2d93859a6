import { type ApiClient, refusal } from '../../cluster/api-client';
import { type DistEnvironment, inApplyOrder, label, type Manifest } from '../../dist';
import { run } from '../../processes';
import { refuse } from '../../report';
import { placeholderSecret } from '../../secrets';

export interface Accepted {
  readonly file: string;
  readonly manifest: Manifest;
  /** What the server answered to the apply, before any controller changed it. */
  readonly stored: Manifest;
}

/**
 * Applies everything, strictly, in order; Secrets with placeholder values stand in for what the
 * sources of secrets would make.
 */
export async function applyAll(api: ApiClient, environment: DistEnvironment): Promise<Accepted[]> {
  const problems: string[] = [];
  const accepted: Accepted[] = [];
  for (const { file, manifest } of inApplyOrder(environment.objects)) {
    const answer = await api.apply(manifest);
    for (const warning of answer.warnings) problems.push(`${file}: warning: ${warning}`);
    if (answer.status >= 300) {
      problems.push(`${file}: ${refusal(answer)}`);
      continue;
    }
    accepted.push({ file, manifest, stored: answer.body as unknown as Manifest });
    const secret = placeholderSecret(manifest);
    if (secret !== undefined) {
      const made = await api.apply(secret, { fieldManager: 'secret-source' });
      if (made.status >= 300) problems.push(`${file}: the Secret that it would yield: ${refusal(made)}`);
    }
  }
  refuse(problems);
  return accepted;
}

/** Canonical form: what the server stored has every value as the manifest wrote it. */
export function storedAsWritten(accepted: readonly Accepted[]): void {
  refuse(
    accepted.flatMap(({ file, manifest, stored }) => rewritten(manifest, stored, '').map((line) => `${file}: ${line}`)),
  );
}

/** A second apply leaves each object as it was. */
export async function secondApply(api: ApiClient, accepted: readonly Accepted[]): Promise<void> {
  const problems: string[] = [];
  for (const { file, manifest } of accepted) {
    const before = await api.get(
      manifest.apiVersion,
      manifest.kind,
      manifest.metadata.namespace,
      manifest.metadata.name,
    );
    const answer = await api.apply(manifest);
    for (const warning of answer.warnings) problems.push(`${file}: warning: ${warning}`);
    if (answer.status >= 300) problems.push(`${file}: ${refusal(answer)}`);
    else if (before === undefined) problems.push(`${file}: ${label(manifest)} is gone`);
    else if (settings(before) !== settings(answer.body))
      problems.push(`${file}: ${changed(before, answer.body).join('; ')}`);
  }
  refuse(problems);
}

/** What `kubectl diff` says of the folder: nothing. */
export async function kubectlDiff(kubectl: string, kubeconfig: string, folder: string): Promise<void> {
  const result = await run(
    kubectl,
    ['diff', '--server-side', '--force-conflicts', '--field-manager=conformance', '-R', '-f', folder],
    {
      env: { KUBECONFIG: kubeconfig, HOME: '/nonexistent', KUBECTL_EXTERNAL_DIFF: 'diff -u -N' },
    },
  );
  if (result.code !== 0)
    throw new Error(`kubectl diff exited with ${result.code}\n${`${result.stdout}${result.stderr}`.slice(0, 4000)}`);
}

/** The object without what the server and controllers keep in it. */
function settings(object: object): string {
  const { status: _status, metadata, ...rest } = object as Record<string, unknown>;
  const { resourceVersion: _version, managedFields: _fields, ...kept } = metadata as Record<string, unknown>;
  return JSON.stringify([rest, kept]);
}

function changed(before: object, after: object): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  keys.delete('status');
  return [...keys].flatMap((key) =>
    key === 'metadata'
      ? []
      : rewritten((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], key),
  );
}

/** Every place where `live` lacks or changes what `written` says; fields that only `live` has are defaults, and fine. */
export function rewritten(written: unknown, live: unknown, path: string): string[] {
  if (Array.isArray(written)) {
    if (!Array.isArray(live)) return [`${path}: ${show(written)} became ${show(live)}`];
    if (written.length !== live.length) return [`${path}: ${written.length} elements became ${live.length}`];
    return written.flatMap((element, index) => rewritten(element, live[index], `${path}[${index}]`));
  }
  if (typeof written === 'object' && written !== null) {
    if (typeof live !== 'object' || live === null || Array.isArray(live))
      return [`${path}: ${show(written)} became ${show(live)}`];
    return Object.entries(written).flatMap(([key, value]) =>
      rewritten(value, (live as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return written === live ? [] : [`${path}: ${show(written)} became ${show(live)}`];
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120);
}
