/** Sync waves against dependencies: Argo CD applies the waves of one Application in order and waits for each to be healthy. */
import { found } from '../found';
import { plainKind } from '../kinds/names';
import { map, text } from '../read';
import { referencePath, referencesOf } from './resolve';
import type { Finding } from '../../model/finding';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment, InspectedObject } from '../types';

const PHASES = ['PreSync', 'Sync', 'PostSync'];

export function inspectSyncWaves(environment: InspectedEnvironment): Finding[] {
  const findings: Finding[] = [];
  for (const reference of referencesOf(environment)) {
    const { from, target, site, optional } = reference;
    if (target?.source === undefined || site.late === true || optional || target.source === from.source) continue;
    const needs = stepOf(target.source.json);
    const has = stepOf(from.source!.json);
    if (
      needs === undefined ||
      has === undefined ||
      has.phase > needs.phase ||
      (has.phase === needs.phase && has.wave >= needs.wave)
    )
      continue;
    if (isApart(from.source!) !== isApart(target.source)) continue;
    const maker =
      target.origin === 'operator'
        ? ` of ${String(target.source.json['kind'] as string)} \`${text(target.source.json, 'metadata', 'name') ?? ''}\``
        : '';
    findings.push(
      found('LS409', from.source!, referencePath(reference))`
        ${{ from: from.name }} is applied in ${{ has: name(has) }} and needs ${{ kind: plainKind(target.kind) }} \`${{ target: target.name }}\`${{ maker }}, which comes in ${{ needs: name(needs) }}.
        Set the wave of ${{ from: from.name }} to ${{ wave: needs.wave }} or later, or that of ${{ target: target.name }} to ${{ wave: has.wave }} or earlier.`,
    );
  }
  return findings;
}

interface Step {
  readonly phase: number;
  readonly wave: number;
}

function stepOf(json: JsonObject): Step | undefined {
  const annotations = map(json, 'metadata', 'annotations');
  const hook = text(annotations, 'argocd.argoproj.io/hook') ?? 'Sync';
  const phase = PHASES.indexOf(hook);
  const wave = Number(text(annotations, 'argocd.argoproj.io/sync-wave') ?? '0');
  return phase < 0 || !Number.isInteger(wave) ? undefined : { phase, wave };
}

function name({ phase, wave }: Step): string {
  return phase === 1 ? `wave ${wave}` : `the ${PHASES[phase]!} phase, wave ${wave}`;
}

/** A different Application syncs `argocd/` than the rest. */
function isApart({ file }: InspectedObject): boolean {
  return file.startsWith('argocd/');
}
