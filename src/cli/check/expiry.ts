/** What runs out: the only part of Lockstep that compares with a day. It reads the proof that the source yields. */
import { phrase } from '../../model/phrase';
import { append } from '../../model/append';
import { plural } from '../../model/words';
import { findCertificate, FETCH_CERTIFICATE, type SealingCertificate } from '../../inputs/certificates';
import { certificateAgeFindings, rotationFindings, type AgedKey, type ProvenValue } from './rotation';
import type { ProjectModel } from '../../app';
import type { ProvenDeviation } from '../../emit/proof';
import { findingAbout, type Finding } from '../../model/finding';

/** Days before the end from which it is said. */
const NOTICE = 30;
const DAY = 24 * 60 * 60 * 1000;

type Environment = ProjectModel['platforms'][number]['environments'][number];

/** `deviations.yaml` of the proof: by construct. */
type ProvenDeviations = Readonly<Record<string, readonly Omit<ProvenDeviation, 'construct'>[]>>;

/** `secrets.yaml` of the proof: by secret, key and environment. */
type ProvenSecrets = Readonly<Record<string, Readonly<Record<string, ProvenKey>>>>;

interface ProvenKey {
  readonly environments: Readonly<Record<string, ProvenValue>>;
}

/** `environments.yaml` of the proof. */
type ProvenEnvironments = Readonly<Record<string, { readonly certificateAge?: string }>>;

/** What runs out, of one platform. */
export interface Expiring {
  readonly platform: string;
  readonly environments: readonly Environment[];
  readonly deviations: ProvenDeviations;
  readonly secrets: ProvenSecrets;
  readonly proven: ProvenEnvironments;
}

/** @param proof contents of the proof, by path */
export function expiringIn(
  platforms: ProjectModel['platforms'],
  proof: ReadonlyMap<string, string>,
): readonly Expiring[] {
  const { parse } = require('yaml') as typeof import('yaml');
  const read = (file: string): unknown => parse(proof.get(file) ?? '') ?? {};
  return platforms.map(({ name, environments }) => ({
    platform: name,
    environments,
    deviations: read(`${name}/deviations.yaml`) as ProvenDeviations,
    secrets: read(`${name}/secrets.yaml`) as ProvenSecrets,
    proven: read(`${name}/environments.yaml`) as ProvenEnvironments,
  }));
}

/** @param root folder of the project, for `certs/` */
export function expiryFindings(root: string, expiring: readonly Expiring[], now: Date): Finding[] {
  return expiring.flatMap(({ platform, environments, deviations, secrets, proven }) => [
    ...overdueDeviations(deviations, now),
    ...environments.flatMap((environment) => {
      const keys = keysIn(secrets, environment.name);
      return [
        ...rotationFindings(platform, environment.name, keys, now),
        ...certificateFindings(root, platform, environment, keys, proven[environment.name]?.certificateAge, now),
      ];
    }),
  ]);
}

function overdueDeviations(byConstruct: ProvenDeviations, now: Date): Finding[] {
  return Object.entries(byConstruct).flatMap(([construct, deviations]) =>
    deviations.flatMap(({ what, object, in: environments, reason, until }): Finding[] => {
      if (until === undefined) return [];
      const days = daysUntil(new Date(`${until}T00:00:00Z`), now);
      if (days > NOTICE) return [];
      const when =
        days <= 0
          ? phrase`expired on ${{ until }}`
          : phrase`expires on ${{ until }} (in ${{ days: plural(days, 'day') }})`;
      return [
        findingAbout({
          code: days <= 0 ? 'LS820' : 'LS821',
          environments,
          construct,
          ...(object !== undefined && { object }),
        })`
          the deviation "${{ what }}" ${when}. Reason: ${{ reason }}
          Remove the deviation, or agree on a later date and set \`until\` to it.`,
      ];
    }),
  );
}

function keysIn(secrets: ProvenSecrets, environment: string): readonly AgedKey[] {
  return Object.entries(secrets).flatMap(([secret, keys]) =>
    Object.entries(keys).flatMap(([key, { environments }]) =>
      environments[environment] === undefined ? [] : [{ secret, key, ...environments[environment] }],
    ),
  );
}

function certificateFindings(
  root: string,
  platform: string,
  { name }: Environment,
  keys: readonly AgedKey[],
  age: string | undefined,
  now: Date,
): Finding[] {
  const sealed = keys.filter(({ certificate }) => certificate !== undefined);
  const { certificate, findings } = findCertificate(root, platform, name);
  if (certificate === undefined) {
    const absent = findings.every(({ code }) => code === 'LS530');
    if (!absent) return findings.map((finding) => ({ ...finding, environments: [name] }));
    return sealed.length === 0 ? [] : findings.map((finding): Finding => ({ ...finding, severity: 'warning' }));
  }
  return [
    ...certificateEnd(certificate, name, now),
    ...certificateAgeFindings(certificate, name, age, now),
    ...sealedOtherwise(certificate, platform, name, sealed),
  ];
}

function certificateEnd({ file, notAfter }: SealingCertificate, environment: string, now: Date): Finding[] {
  const left = new Date(notAfter).getTime() - now.getTime();
  if (left > NOTICE * DAY) return [];
  const day = notAfter.slice(0, 10);
  const when =
    left <= 0
      ? phrase`expired on ${{ day }}`
      : phrase`expires on ${{ day }}, in ${{ days: plural(Math.ceil(left / DAY), 'day') }}`;
  return [
    findingAbout({ code: left <= 0 ? 'LS822' : 'LS823', environments: [environment], file })`
      the certificate ${when}
      Fetch the controller's current certificate: ${{ command: `${FETCH_CERTIFICATE} > ${file}` }}, then reseal the values that were sealed with this one.`,
  ];
}

/** Values of unknown origin, such as those made by kubeseal, say nothing. One finding for each file and certificate. */
function sealedOtherwise(
  current: SealingCertificate,
  platform: string,
  environment: string,
  sealed: readonly AgedKey[],
): Finding[] {
  const keys = new Map<string, string[]>();
  for (const { secret, key, certificate: fingerprint = '' } of sealed) {
    if (!/^[0-9a-f]{64}$/.test(fingerprint) || fingerprint === current.fingerprint) continue;
    const id = `${secret} ${fingerprint}`;
    append(keys, id, key);
  }
  return [...keys].map(([id, ofFile]) => {
    const [secret = '', fingerprint = ''] = id.split(' ');
    const one = ofFile.length === 1;
    const named = ofFile.map((key) => `"${key}"`);
    const target = `${platform}/${environment}`;
    return findingAbout({
      code: 'LS824',
      environments: [environment],
      object: `SealedSecret/${secret}`,
      file: `secrets/${target}/${secret}.yaml`,
    })`
      ${one ? phrase`key ${{ keys: named }} was` : phrase`keys ${{ keys: named }} were`} sealed with certificate ${{ fingerprint: fingerprint.slice(0, 12) }}…, ${{ file: current.file }} is ${{ current: current.fingerprint.slice(0, 12) }}…
      Reseal ${one ? phrase`it` : phrase`each`}: ${{ command: `npx lockstep seal ${target} ${secret} ${one ? ofFile[0] : '<key>'}` }}`;
  });
}

function daysUntil(end: Date, now: Date): number {
  return Math.ceil((end.getTime() - now.getTime()) / DAY);
}
