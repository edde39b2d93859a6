/** Law 3 on the files: no plaintext values, and every key that is read is sealed, for the name and namespace of its Secret. */
import { ENVIRONMENT, didYouMean, found } from './found';
import { catalogOf } from './catalog';
import { get, map, text } from './read';
import { keysRead, referencePath, referencesOf, type Reference } from './references/resolve';
import { SILENCE, joinPhrases, phrase, quotedNames } from '../model/phrase';
import type { CatalogEntry } from './catalog/entries';
import type { Finding } from '../model/finding';
import type { InspectedEnvironment } from './types';

export function inspectSecrets(environment: InspectedEnvironment): Finding[] {
  const findings: Finding[] = [];
  for (const entry of catalogOf(environment).files) {
    if (entry.kind === 'Secret') findings.push(...plainText(entry, environment.platform));
    if (entry.kind === 'SealedSecret.bitnami.com') findings.push(...sealedElsewhere(entry));
  }
  for (const reference of referencesOf(environment)) {
    if (reference.kind !== 'Secret' || reference.optional || reference.target?.keys === undefined) continue;
    for (const key of keysRead(reference)) {
      if (!reference.target.keys.has(key))
        findings.push(missingKey(reference, reference.target, key, environment.platform));
    }
  }
  return findings;
}

function missingKey(reference: Reference, target: CatalogEntry, key: string, platform: string): Finding {
  const there = [...target.keys!].sort();
  const near = didYouMean(key, there);
  const kind = text(target.source?.json, 'kind');
  const act =
    kind === undefined || kind === 'SealedSecret' || kind === 'Secret'
      ? phrase`${near === SILENCE ? phrase`Seal` : phrase`Or seal`} it: \`npx lockstep seal ${{ platform }}/${ENVIRONMENT} ${{ target: target.name }} ${{ key }}\`.`
      : phrase`${{ maker: kind }} \`${{ name: text(target.source?.json, 'metadata', 'name') ?? '' }}\` creates this Secret: read one of its keys.`;
  return found('LS551', reference.from.source!, referencePath(reference), {
    objects: [`Secret/${target.name}`],
    ...(there.length === 0 && { reason: 'no-keys' }),
  })`
    ${{ from: reference.from.name }} reads key \`${{ key }}\` of Secret \`${{ target: target.name }}\`; in ${ENVIRONMENT}, \`${{ target: target.name }}\` has ${there.length === 0 ? phrase`no keys` : quotedNames({ there })}.
    ${near}${act}`;
}

/** A Secret that holds nothing, such as a ServiceAccount token to be filled, gives nothing away. */
function plainText(entry: CatalogEntry, platform: string): Finding[] {
  const keys = [...entry.keys!].sort();
  if (keys.length === 0) return [];
  const commands = joinPhrases(
    keys
      .slice(0, 3)
      .map((key) => phrase`\`npx lockstep seal ${{ platform }}/${ENVIRONMENT} ${{ name: entry.name }} ${{ key }}\``),
    ', ',
  );
  return [
    found('LS552', entry.source!, Object.keys(map(entry.source!.json, 'data')).length > 0 ? 'data' : 'stringData')`
      Secret \`${{ name: entry.name }}\` contains ${quotedNames({ keys })} in plaintext.
      Seal ${keys.length === 1 ? phrase`it` : phrase`each`} and remove the Secret: ${commands}. A construct reads it with \`sealed('${{ name: entry.name }}', '${{ key: keys[0]! }}')\`. Rotate the committed values as well.`,
  ];
}

const SCOPES = ['sealedsecrets.bitnami.com/namespace-wide', 'sealedsecrets.bitnami.com/cluster-wide'];

/** The controller takes name and namespace of the SealedSecret for the label under which it opens the values. */
function sealedElsewhere(entry: CatalogEntry): Finding[] {
  const { json } = entry.source!;
  const findings: Finding[] = [];
  const template = get(json, 'spec', 'template', 'metadata');
  for (const [field, own] of [
    ['name', entry.name],
    ['namespace', entry.namespace],
  ] as const) {
    const written = text(template, field);
    if (written === undefined || written === own) continue;
    findings.push(
      found('LS527', entry.source!, `spec.template.metadata.${field}`)`
        SealedSecret \`${{ name: entry.name }}\` is for ${{ field }} \`${{ own }}\`, but its template has \`${{ written }}\`.
        Use \`${{ own }}\` in the template or remove ${{ field }} there; to use a different ${{ field }}, reseal the values for it.`,
    );
  }
  for (const scope of SCOPES) {
    const outer = text(json, 'metadata', 'annotations', scope) === 'true';
    if (outer || text(template, 'annotations', scope) !== 'true') continue;
    findings.push(
      found('LS527', entry.source!, 'metadata.annotations')`
        SealedSecret \`${{ name: entry.name }}\` is ${{ scope: scope.slice(scope.indexOf('/') + 1) }} in its template only, so the controller unseals it as strict.
        Set annotation \`${{ scope }}: "true"\` on the SealedSecret as well, or on neither, as the values were sealed.`,
    );
  }
  return findings;
}
