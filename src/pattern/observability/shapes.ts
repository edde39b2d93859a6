import { isObject } from '../../model/json';
import { choose } from '../../model/nearest';
import { field, fixed, object, oneOf, record, required, text, wrong, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import type { AlertTable, AlertTuning, OwnAlert } from './alert';
import { promQlShape } from './promql';

/** As Prometheus writes it (`model.ParseDuration`), without milliseconds. */
export const prometheusDuration: Shape = text('a duration of Prometheus', '5m', (value) =>
  /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$/.test(value),
);
const severity: Shape = oneOf('critical', 'warning');
const url: Shape = text('a URL', 'https://runbooks.shop.example/OrdersStuck', (value) => URL.canParse(value));
const number: Shape = (value, at) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    wrong(at, value, 'a number', 'Give a number, without quotes.');
};
/** As Prometheus takes it (`model.LabelName`). */
const labelName: Shape = text('the name of a label', 'team', (value) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value));

const tuning = object<AlertTuning>({
  threshold: number,
  for: prometheusDuration,
  severity,
  runbook: url,
  off: fixed(text('the reason why it is not wanted', 'the cache is disposable', (value) => value.trim() !== '')),
});

const own = object<OwnAlert>({
  expr: required(promQlShape),
  for: prometheusDuration,
  severity: required(severity),
  summary: required(anyText),
  description: anyText,
  runbook: url,
  labels: record(anyText, labelName),
});

const NAME = /^[A-Z][A-Za-z0-9]*$/;

/** @param tables whose alerts may be tuned; names that begin with a capital are alerts of one's own */
export function alertsShape(...tables: readonly Pick<AlertTable<never>, 'rules'>[]): Shape {
  const known = tables.flatMap(({ rules }) => Object.keys(rules));
  return (value, at) => {
    if (!isObject(value)) return wrong(at, value, 'a map', 'Give alerts by their names.');
    for (const [key, inner] of Object.entries(value)) {
      const here = { ...at, path: `${at.path}.${key}` };
      if (known.includes(key)) field(inner, tuning, here, true);
      else if (NAME.test(key)) field(inner, own, here, false);
      else {
        const fix = `${choose(key, known)} Names of alerts of your own begin with a capital letter.`;
        at.report({ code: 'LS101', path: here.path, message: `there is no alert "${key}"`, fix });
      }
    }
  };
}
