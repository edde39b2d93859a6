/** Tests of the alerts of Elasticsearch, for `promtool test rules`: each fires in the state that it is about, and not in the one beside it. */
import { type Case, boundOf, heldFor, labelIn, testOf } from './alert-cases';
import type { Rule, RuleGroup } from './burns';

interface About {
  readonly cases: readonly Case[];
  /** Labels of what it is about, beside the namespace. */
  readonly of?: Readonly<Record<string, string>>;
}

/** Minutes for which counters rise: longer than any window and any wait. */
const RISING = 60;

const ABOUT: Readonly<Record<string, (rule: Rule) => About>> = {
  ElasticDown: (rule) => ({
    cases: both(rule, { 'nobody answers': [{}, 1], 'it answers, in whatever state': [{ [status(rule, 'green')]: 0 }] }),
    of: { color: 'green' },
  }),
  ElasticNodeDown: (rule) => {
    const [nodes, all] = [series(rule, 'elasticsearch_cluster_health_number_of_nodes'), boundOf(rule)];
    return {
      cases: both(rule, { 'one is missing': [{ [nodes]: all - 1 }, all - 1], 'all are there': [{ [nodes]: all }] }),
    };
  },
  ElasticRed: (rule) => health(rule, 'red'),
  ElasticYellow: (rule) => health(rule, 'yellow'),
  ElasticHeap: (rule) => {
    const used = (percent: number) => ({
      [series(rule, 'elasticsearch_jvm_memory_used_bytes', 'area="heap"')]: percent,
      [series(rule, 'elasticsearch_jvm_memory_max_bytes', 'area="heap"')]: 100,
    });
    const bound = boundOf(rule);
    return {
      cases: both(rule, { 'more than it may': [used(bound + 1), bound + 1], 'as much as it may': [used(bound)] }),
      of: { pod: podOf(rule) },
    };
  },
  ElasticBreaker: (rule) => counted(rule, 'elasticsearch_breakers_tripped', 10, { breaker: 'parent' }),
  ElasticRejected: (rule) => counted(rule, 'elasticsearch_thread_pool_rejected_count', 5, { type: 'write' }),
};

/** The test file for rules that lie in `file`; `undefined` where none of Elasticsearch is among them. An alert without a test is an error. */
export function elasticTests(file: string, groups: readonly RuleGroup[]): object | undefined {
  const tests = groups
    .flatMap(({ rules }) => rules)
    .filter(({ alert }) => alert?.startsWith('Elastic') === true)
    .flatMap((rule) => {
      const about = ABOUT[rule.alert!];
      if (about === undefined) throw new Error(`nothing tests the alert ${rule.alert}: add it to ${__filename}`);
      const { cases, of } = about(rule);
      return cases.map((one) => testOf(rule, one, { namespace: labelIn(rule, 'namespace'), ...of }));
    });
  return tests.length === 0 ? undefined : { rule_files: [file], evaluation_interval: '1m', tests };
}

/** The first state fires, with what the expression yields; the second does not. */
function both(rule: Rule, states: Readonly<Record<string, readonly [Case['series'], number?]>>): readonly Case[] {
  const at = heldFor(rule) + 120;
  return Object.entries(states).map(([name, [own, value]]) => ({
    name,
    series: own,
    at,
    ...(value !== undefined && { value }),
  }));
}

function health(rule: Rule, color: string): About {
  const own = (value: number) => ({ [status(rule, color)]: value, [status(rule, 'green')]: 1 - value });
  return { cases: both(rule, { [`it is ${color}`]: [own(1), 1], [`it is not ${color}`]: [own(0)] }) };
}

/** A counter that rises by one a minute fires; one that has risen before, and rests, does not. */
function counted(rule: Rule, metric: string, window: number, of: Readonly<Record<string, string>>): About {
  const at = RISING * 60;
  const own = series(rule, metric, ...Object.entries(of).map(([label, value]) => `${label}="${value}"`));
  return {
    cases: [
      { name: 'it rises', series: { [own]: `0+1x${RISING}` }, at, value: window },
      { name: 'it rose an hour ago', series: { [own]: `0+1x5 5x${RISING}` }, at },
    ],
    of: { pod: podOf(rule), ...of },
  };
}

const status = (rule: Rule, color: string) => series(rule, 'elasticsearch_cluster_health_status', `color="${color}"`);

function series(rule: Rule, metric: string, ...matchers: readonly string[]): string {
  return `${metric}{${[`namespace="${labelIn(rule, 'namespace')}"`, `pod="${podOf(rule)}"`, ...matchers].join(',')}}`;
}

/** A node, of whose name the rule knows the form. */
function podOf(rule: Rule): string {
  return labelIn(rule, 'pod').replace('.+', 'nodes-0');
}
