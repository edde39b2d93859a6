/** When Argo CD may sync an environment, and when not: sync windows of its AppProject. */
import { flag, object, oneOf, record, required, text, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { cronProblem } from '../../model/cron';
import { timeZoneShape } from '../jobs/schedule';
import type { AppProject } from '../manifests';
import type { Opinions } from '../platform/opinions';

/** A time that comes again and again. With an `allow` window, nothing is synced outside of all of them. */
export interface Window extends PropsOf<typeof windowProps> {}
const windowProps = {
  kind: required(oneOf('allow', 'deny')),
  /** Start of the window, as a cron expression with five fields. */
  schedule: required(text('a schedule in five fields', '0 22 * * *', (value) => cronProblem(value) === undefined)),
  /** Duration of the window, such as `8h`. */
  duration: required(
    text('a duration in hours or minutes', '8h', (value) => /^([1-9]\d*h)?([1-9]\d*m)?$/.test(value) && value !== ''),
  ),
  /** Whether a manual sync is allowed while the windows forbid syncs. Default: false. */
  manual: flag,
  /** Default: Etc/UTC. */
  timeZone: timeZoneShape,
};
export const windowsShape = record(object<Window>(windowProps), dnsLabel);

/** `spec.syncWindows`, by the names of the windows. */
export function syncWindows(
  windows: Readonly<Record<string, Window>>,
  { timeZone: zone }: Opinions,
): AppProject['spec']['syncWindows'] {
  return Object.entries(windows)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { kind, schedule, duration, manual = false, timeZone = zone.value }]) => ({
      kind,
      schedule,
      duration,
      applications: ['*'],
      manualSync: manual,
      timeZone,
    }));
}
