/** When Argo CD may sync an environment, and when not: sync windows of its AppProject. */
import { flag, object, oneOf, record, required, text, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { cronProblem } from '../../model/cron';
import { timeZoneShape } from '../jobs/schedule';
import type { AppProject } from '../manifests';
import type { Opinions } from '../opinions';

/** A time that comes again and again. With an `allow` window, nothing is synced outside of all of them. */
export interface Window {
  readonly kind: 'allow' | 'deny';
  /** When it begins, in five fields. */
  readonly schedule: string;
  /** How long it lasts, such as `8h`. */
  readonly duration: string;
  /** Whether somebody may sync by hand when the windows forbid it. Default: false. */
  readonly manual?: boolean;
  /** Default: Etc/UTC. */
  readonly timeZone?: string;
}

export const windowsShape: Shape = record(
  object<Window>({
    kind: required(oneOf('allow', 'deny')),
    schedule: required(text('a schedule in five fields', '0 22 * * *', (value) => cronProblem(value) === undefined)),
    duration: required(
      text('a duration in hours or minutes', '8h', (value) => /^([1-9]\d*h)?([1-9]\d*m)?$/.test(value) && value !== ''),
    ),
    manual: flag,
    timeZone: timeZoneShape,
  }),
  dnsLabel,
);

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
