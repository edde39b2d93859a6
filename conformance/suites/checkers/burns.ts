/** Tests of objectives for `promtool test rules`: where every request is bad each of their alerts fires, where none is none does. */

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

const SHORTEST = /^service:(availability|latency)_errors:ratio_rate5m$/;
/** Longer than the short window of the fastest alert; all windows look at the same requests. */
const MINUTES = 70;

/** The test file for rules that lie in `file`; `undefined` where no objective is among them. */
export function burnTests(file: string, groups: readonly RuleGroup[]): object | undefined {
  const rules = groups.flatMap((group) => group.rules);
  const ratios = rules.filter(({ record }) => SHORTEST.test(record ?? ''));
  if (ratios.length === 0) return undefined;
  return {
    rule_files: [file],
    evaluation_interval: '1m',
    tests: ratios.flatMap(({ record, expr, labels = {} }) => {
      const kind = SHORTEST.exec(record!)![1]!;
      const alerts = rules.filter((rule) => rule.alert !== undefined && rule.expr.includes(`service:${kind}_errors:`));
      const test = (bad: boolean) => ({
        name: `${labels['service']} ${kind}: ${bad ? 'everything fails' : 'nothing fails'}`,
        interval: '1m',
        input_series: kind === 'availability' ? counted(expr, bad) : timed(expr, bad),
        alert_rule_test: alerts.map(({ alert, labels: own = {}, annotations = {} }) => ({
          eval_time: `${MINUTES}m`,
          alertname: alert,
          exp_alerts: bad
            ? [{ exp_labels: { ...own, namespace: labels['namespace'] }, exp_annotations: annotations }]
            : [],
        })),
      });
      return [test(true), test(false)];
    }),
  };
}

const selectors = (expr: string) =>
  [...expr.matchAll(/([A-Za-z_:][\w:]*)\{([^}]*)\}/g)].map(([, metric, inner]) => ({
    metric: metric!,
    matchers: matchersOf(inner!),
  }));

function matchersOf(inner: string): readonly Matcher[] {
  return [...inner.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(([, label, operator, value]) => ({
    label: label!,
    operator: operator!,
    value: value!,
  }));
}

/** Requests that failed, or others: the first selector has one matcher more than the second. */
function counted(expr: string, bad: boolean): object[] {
  const [failed, all] = selectors(expr);
  const own = new Set(all!.matchers.map(({ label }) => label));
  const labels = failed!.matchers.map(
    (matcher) => `${matcher.label}="${own.has(matcher.label) || bad ? matching(matcher) : other(matcher)}"`,
  );
  return [{ series: `${all!.metric}{${labels.join(',')}}`, values: `0+60x${MINUTES}` }];
}

/** Requests within the threshold, and all of them. */
function timed(expr: string, bad: boolean): object[] {
  const [within, all] = selectors(expr);
  const series = ({ metric, matchers }: { readonly metric: string; readonly matchers: readonly Matcher[] }) =>
    `${metric}{${matchers.map((matcher) => `${matcher.label}="${matching(matcher)}"`).join(',')}}`;
  return [
    { series: series(within!), values: bad ? `0+0x${MINUTES}` : `0+60x${MINUTES}` },
    { series: series(all!), values: `0+60x${MINUTES}` },
  ];
}

/** Of a pattern, the first choice, without what may be left out. */
const matching = ({ operator, value }: Matcher) =>
  operator.startsWith('!')
    ? `not-${value}`
    : operator === '=~'
      ? value
          .replaceAll(/\([^()]*\)\?/g, '')
          .split('|')[0]!
          .replaceAll('.', '0')
      : value;
const other = ({ operator, value }: Matcher) => (operator.startsWith('!') ? value : '200');
