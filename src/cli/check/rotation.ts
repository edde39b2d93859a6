/** Values and sealing certificates that are older than the platform lets them become. */
import { plural } from '../../model/words';
import { phrase, SILENCE, type Phrase } from '../../model/phrase';
import { obtain } from '../../model/append';
import { findingAbout, type Finding } from '../../model/finding';
import { FETCH_CERTIFICATE, type SealingCertificate } from '../../inputs/certificates';

const DAY = 24 * 60 * 60 * 1000;

/** A key of `secrets.yaml` of the proof, in one environment. */
export interface ProvenValue {
  readonly certificate?: string;
  readonly sealedAt?: string;
  /** Since when the value is what it is, where it was sealed again since. */
  readonly since?: string;
  /** `90d`. */
  readonly rotation?: string;
  /** Location of the value in a secret store; git does not know its age. */
  readonly store?: string;
}

export interface AgedKey extends ProvenValue {
  readonly secret: string;
  readonly key: string;
}

type State = 'due' | 'soon' | 'unknown';
const SAID: Readonly<Record<State, 'LS563' | 'LS564' | 'LS565'>> = { due: 'LS563', soon: 'LS564', unknown: 'LS565' };

/** One finding for each secret and state, with the keys that it is about. */
export function rotationFindings(
  platform: string,
  environment: string,
  keys: readonly AgedKey[],
  now: Date,
): Finding[] {
  const groups = new Map<string, { readonly state: State; readonly keys: AgedKey[] }>();
  for (const key of keys) {
    const state = stateOf(key, now);
    if (state === undefined) continue;
    const id = `${key.secret} ${state} ${key.rotation} ${key.since ?? key.sealedAt}`;
    obtain(groups, id, () => ({ state, keys: [] })).keys.push(key);
  }
  return [...groups.values()].map(({ state, keys: [first, ...more] }): Finding => {
    const { secret, rotation } = first!;
    const one = more.length === 0;
    const target = `${platform}/${environment}`;
    const command = `npx lockstep seal ${target} ${secret} ${one ? first!.key : '<key>'} --generate`;
    return findingAbout({
      code: SAID[state],
      environments: [environment],
      object: `SealedSecret/${secret}`,
      file: `secrets/${target}/${secret}.yaml`,
    })`
      ${one ? phrase`key` : phrase`keys`} ${{ keys: [first!, ...more].map(({ key }) => `"${key}"`) }} ${ageText(first!, state, now, one)}; the maximum age of a value is ${{ days: ageOf(rotation!) }} days
      Seal ${one ? phrase`a new value` : phrase`new values`}: ${{ command }} creates a random one; without it, the value is read from standard input.`;
  });
}

function stateOf({ store, rotation, since, sealedAt }: ProvenValue, now: Date): State | undefined {
  if (rotation === undefined || store !== undefined) return undefined;
  const left = daysLeft(rotation, since ?? sealedAt, now);
  if (left === undefined) return 'unknown';
  if (left <= 0) return 'due';
  return left <= noticeOf(rotation) ? 'soon' : undefined;
}

function ageText({ rotation, since, sealedAt }: ProvenValue, state: State, now: Date, one: boolean): Phrase {
  if (state === 'unknown') return one ? phrase`is of unknown age` : phrase`are of unknown age`;
  const changed = (since ?? sealedAt)!.slice(0, 10);
  const left = daysLeft(rotation!, since ?? sealedAt, now)!;
  const rest = state === 'soon' ? phrase`, with ${{ left: plural(left, 'day') }} left` : SILENCE;
  return phrase`${one ? phrase`has` : phrase`have`} not changed since ${{ changed }}${rest}`;
}

/** A tenth of the age, 30 days at most: time to create a new value and to distribute it. */
function noticeOf(rotation: string): number {
  return Math.min(30, Math.ceil(ageOf(rotation) / 10));
}

function ageOf(rotation: string): number {
  return Number(rotation.slice(0, -1));
}

/** `undefined` when it is not known since when. */
function daysLeft(rotation: string, since: string | undefined, now: Date): number | undefined {
  const from = new Date(since ?? '').getTime();
  return Number.isNaN(from) ? undefined : Math.ceil((from + ageOf(rotation) * DAY - now.getTime()) / DAY);
}

/** @param age oldest that the certificate may be: `60d` */
export function certificateAgeFindings(
  { file, notBefore }: SealingCertificate,
  environment: string,
  age: string | undefined,
  now: Date,
): Finding[] {
  if (age === undefined || daysLeft(age, notBefore, now)! > 0) return [];
  return [
    findingAbout({ code: 'LS566', environments: [environment], file })`
      the certificate was issued on ${{ notBefore: notBefore.slice(0, 10) }}; its maximum age is ${{ age: ageOf(age) }} days
      Fetch the controller's current certificate: ${{ command: FETCH_CERTIFICATE }} > ${{ file }}, then reseal with it (\`--same-value\` for unchanged values).`,
  ];
}
