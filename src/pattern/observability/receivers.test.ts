import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findingsOf, only, platform, result, told, vary } from '../../laws/example.test-support';
import { EDITIONS } from '../platform/opinions';
import { sealed } from '../secrets/sealed';
import { AlertReceivers, type AlertReceiversProps } from './receivers';

const pagerDuty = { routingKey: sealed('alerts', 'pagerduty') };
const slack = { webhook: sealed('alerts', 'slack'), channel: '#shop' };
const webhook = { url: sealed('alerts', 'hook') };

function declared(props: object, secrets: readonly string[] = ['pagerduty', 'slack', 'hook']) {
  const { app, shop } = platform({ secrets: { alerts: [...secrets] } });
  new AlertReceivers(shop, 'on-call', { critical: { pagerDuty }, warning: { slack }, ...props } as AlertReceiversProps);
  return app;
}

const FILE = 'on-call/AlertmanagerConfig-on-call.yaml';
const written = (props: object = {}, environment = 'prod') =>
  result(declared(props)).files.get(`shop/${environment}/${FILE}`);

test('people are called for what is critical, and told of the rest', () => {
  expect(told(findingsOf(declared({})).filter(({ code }) => code !== 'LS585'))).toEqual([]);
  expect(parse(written()!)).toMatchObject({
    metadata: { name: 'on-call', namespace: 'shop-prod', labels: { release: 'monitoring' } },
    spec: {
      route: {
        receiver: 'warning',
        repeatInterval: '12h',
        routes: [
          {
            receiver: 'critical',
            repeatInterval: '4h',
            matchers: [{ name: 'severity', matchType: '=', value: 'critical' }],
          },
        ],
      },
      inhibitRules: [{ equal: ['service'] }],
      receivers: [
        {
          name: 'critical',
          pagerdutyConfigs: [{ routingKey: { name: 'alerts', key: 'pagerduty' }, sendResolved: true }],
        },
        { name: 'warning', slackConfigs: [{ apiURL: { name: 'alerts', key: 'slack' }, channel: '#shop' }] },
      ],
    },
  });
});

test('environments may call different people; a key is needed only where it is read', () => {
  const critical = vary({ dev: { slack }, staging: { slack }, prod: { pagerDuty } });
  const { app, shop } = platform({
    secrets: { alerts: ['pagerduty', 'slack'] },
    revisions: { dev: { 'alerts/pagerduty': undefined }, staging: { 'alerts/pagerduty': undefined } },
  });
  new AlertReceivers(shop, 'on-call', { critical, warning: { slack } });
  expect(told(findingsOf(app).filter(({ code }) => code !== 'LS585'))).toEqual([]);
  const { files } = result(app);
  const receivers = (environment: string) => files.get(`shop/${environment}/${FILE}`);
  expect(parse(receivers('dev')!)).toHaveProperty('spec.receivers.0.slackConfigs.0.channel', '#shop');
  expect(parse(receivers('dev')!)).not.toHaveProperty('spec.receivers.0.pagerdutyConfigs');
  expect(parse(receivers('prod')!)).toHaveProperty('spec.receivers.0.pagerdutyConfigs.0.routingKey.key', 'pagerduty');
});

test.each<[string, object, object]>([
  [
    'another way',
    { warning: { webhook } },
    { receivers: [{}, { name: 'warning', webhookConfigs: [{ urlSecret: { name: 'alerts', key: 'hook' } }] }] },
  ],
  [
    'both ways',
    { critical: { pagerDuty, slack } },
    { receivers: [{ pagerdutyConfigs: [{}], slackConfigs: [{}] }, {}] },
  ],
  [
    'another channel',
    { warning: { slack: { ...slack, channel: '#other' } } },
    { receivers: [{}, { slackConfigs: [{ channel: '#other' }] }] },
  ],
  [
    'a time of its own in an environment',
    { repeat: vary({ dev: '1h', staging: '1h', prod: '30m' }) },
    { route: { repeatInterval: '30m', routes: [{ repeatInterval: '30m' }] } },
  ],
])('%s', (_, props, spec) => {
  expect(parse(written(props)!)).toMatchObject({ spec });
});

test('where it does not exist, nobody needs its keys', () => {
  const app = declared({ only: only(['prod'], 'nobody is called for the others') });
  expect([...result(app).files.keys()].filter((file) => file.endsWith(FILE))).toEqual([`shop/prod/${FILE}`]);
});

test.each<[string, object, readonly string[]]>([
  [
    'nobody',
    { critical: {} },
    ['LS103 shop/on-call critical: nobody is notified of critical alerts → Set pagerDuty, slack or webhook.'],
  ],
  [
    'a value that is not sealed',
    { critical: { pagerDuty: { routingKey: 'plain' } } },
    [
      "LS102 shop/on-call critical.pagerDuty.routingKey: \"plain\" is not a sealed key → Use one such as sealed('alerts', 'pagerduty').",
    ],
  ],
  [
    'no channel',
    { warning: { slack: { ...slack, channel: 'shop' } } },
    ['LS102 shop/on-call warning.slack.channel: "shop" is not a channel → Use a value such as "#alerts".'],
  ],
])('%s is refused', (_, props, expected) => {
  expect(
    told(findingsOf(declared(props)).filter(({ severity, code }) => severity !== 'warning' && code !== 'LS585')),
  ).toEqual(expected);
});

test('a key that is not sealed stops the synth', () => {
  expect(told(findingsOf(declared({}, ['slack']))).join('\n')).toContain(
    'AlertmanagerConfig/on-call reads key `pagerduty` of Secret `alerts`',
  );
});

describe('every alert of the five systems', () => {
  const dist = join(__dirname, '../../../dist');
  const rules = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\/PrometheusRule-[^/]+\.yaml$/.test(file),
  );

  it('has the labels by which it reaches a receiver of its namespace, whatever its expression keeps', () => {
    const unreachable = rules.flatMap((file) => {
      const { metadata, spec } = parse(readFileSync(join(dist, file), 'utf8')) as {
        metadata: { namespace: string };
        spec: { groups: { rules: { alert?: string; labels?: Record<string, string> }[] }[] };
      };
      return spec.groups
        .flatMap((group) => group.rules)
        .filter(({ alert, labels = {} }) => alert !== undefined && !reaches(labels, metadata.namespace))
        .map(({ alert }) => `${file}: ${alert}`);
    });
    expect(rules.length).toBeGreaterThan(50);
    expect(unreachable).toEqual([]);
  });

  // The operator adds the namespace of an AlertmanagerConfig to what its routes match (`matcherStrategy: OnNamespace`, its default).
  const reaches = (labels: Readonly<Record<string, string>>, namespace: string) =>
    labels['namespace'] === namespace && ['critical', 'warning'].includes(labels['severity']!);
});

test('a certificate is renewed before the alert on its expiry fires', () => {
  const { certificateRenewal, alertCertificate } = EDITIONS['2026'];
  const publicCertificate = 90;
  expect((certificateRenewal.value / 100) * publicCertificate).toBeGreaterThan(alertCertificate.value);
});
