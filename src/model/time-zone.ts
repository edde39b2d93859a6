/** Names of the IANA time zone database, as Kubernetes takes them for `spec.timeZone` of a CronJob. */

const known = new Map<string, boolean>();

/** Whether the name is one. Offsets such as `+02:00` and `Local`, which Kubernetes refuses, are none. */
export function isTimeZone(zone: string): boolean {
  let answer = known.get(zone);
  if (answer === undefined) {
    try {
      answer =
        /^[A-Za-z]/.test(zone) && zone !== 'Local' && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
    } catch {
      answer = false;
    }
    known.set(zone, answer);
  }
  return answer;
}

/** Names to choose from when one is mistyped. */
export function timeZones(): readonly string[] {
  // eslint-disable-next-line no-restricted-syntax -- the names are the same in every locale, and only a suggestion is taken from them
  return ['Etc/UTC', ...Intl.supportedValuesOf('timeZone')];
}
