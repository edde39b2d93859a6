/** Durations, each in the grammar of the controller that reads it. */
import { rowsOf } from '../kinds';
import { PathTable } from '../path-table';
import type { DurationFormat } from '../kinds/kind';
import { list, text, type Check } from './report';

const GO = /^[+-]?(0|(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*)$/;
const GATEWAY = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const PROMETHEUS = /^(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

const VALID: Readonly<Record<DurationFormat, (written: string) => boolean>> = {
  go: (written) => GO.test(written),
  istio: (written) => GO.test(written) && seconds(written) >= 0.001,
  gateway: (written) => GATEWAY.test(written),
  prometheus: (written) => written !== '' && PROMETHEUS.test(written),
};
const EXAMPLE: Readonly<Record<DurationFormat, string>> = {
  go: '`90s`, `1h30m` or `500ms`',
  istio: '`30s`, `6h` or `250ms`, at least `1ms`',
  gateway: '`30s`, `6h` or `250ms`, without fractions',
  prometheus: '`30s`, `5m` or `1d`',
};

const plan = new PathTable<{ readonly path: string; readonly format: DurationFormat }>();
for (const [kind, site] of rowsOf(({ fields }) => fields?.durations)) plan.add(kind, site);

export const checkDurations: Check = (kind, json, report) => {
  plan.each(kind, json, ({ format }, node, trail) => {
    if (node === undefined || (typeof node === 'string' && VALID[format](node))) return;
    report('LS663', trail.slice())`
      \`${{ value: typeof node === 'object' ? JSON.stringify(node) : String(node) }}\` is not a duration.
      Use the form ${{ example: EXAMPLE[format] }}.`;
  });
  if (!kind.endsWith('.monitoring.coreos.com')) return;
  for (const field of ['endpoints', 'podMetricsEndpoints']) {
    list(json, 'spec', field).forEach((endpoint, index) => {
      const [interval, timeout] = [text(endpoint, 'interval'), text(endpoint, 'scrapeTimeout')];
      if (interval === undefined || timeout === undefined || seconds(timeout) <= seconds(interval)) return;
      report('LS663', ['spec', field, index, 'scrapeTimeout'])`
        \`scrapeTimeout\` ${{ timeout }} is longer than the interval of ${{ interval }}.
        Shorten it: the Prometheus operator rejects the monitor.`;
    });
  }
};

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Of a duration that is valid; anything else counts as nothing. */
export function seconds(written: string): number {
  let sum = 0;
  for (const [, value, unit] of written.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|[smhdwy])/g))
    sum += Number(value) * UNITS[unit!]!;
  return written.startsWith('-') ? -sum : sum;
}
