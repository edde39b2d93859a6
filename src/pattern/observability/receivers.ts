/** Who is told of alerts: receivers of Alertmanager, by severity, with sealed credentials. */
import { Construct } from 'constructs';
import { declarations, report } from '../../model/declarations';
import type { Input, Normal } from '../../model/fields';
import { Presence } from '../../model/presence';
import { fixed, instance, object, required, text, type Shape } from '../../model/shape';
import { duration } from '../../model/syntax';
import { accept } from '../accept';
import { refuseObjectId } from '../identity';
import { addObject } from '../object';
import { or } from '../per-environment';
import { scopeOf, type PlatformScope } from '../scope';
import { SealedKey } from '../sealed';

/** Where a message goes; give one or more. */
export interface Receiver {
  /** Integration key of PagerDuty's Events API v2. */
  readonly pagerDuty?: { readonly routingKey: SealedKey };
  /** An incoming webhook of Slack, and the channel: `#alerts`. */
  readonly slack?: { readonly webhook: SealedKey; readonly channel: string };
  /** Anything that takes what Alertmanager posts. */
  readonly webhook?: { readonly url: SealedKey };
}

/** Who is told of the alerts of a platform. */
export interface AlertReceiversProps {
  /** Something is down or about to be: a person is called. */
  readonly critical: Receiver;
  /** Somebody should look in working hours. */
  readonly warning: Receiver;
  /** How long until a message about what still goes on is sent again. Default: 4h for critical alerts, three times as long for warnings. */
  readonly repeat?: string;
  /** Where it exists, when not in every environment: `only(['prod'], 'reason')`. */
  readonly only?: Presence;
}

const key: Shape = instance(
  'a sealed key',
  (value) => value instanceof SealedKey,
  "Give one: sealed('alerts', 'pagerduty').",
);
const receiverShape: Shape = object<Receiver>({
  pagerDuty: fixed(object<NonNullable<Receiver['pagerDuty']>>({ routingKey: required(fixed(key)) })),
  slack: fixed(
    object<NonNullable<Receiver['slack']>>({
      webhook: required(fixed(key)),
      channel: required(text('a channel', '#alerts', (value) => /^[#@]\S+$/.test(value))),
    }),
  ),
  webhook: fixed(object<NonNullable<Receiver['webhook']>>({ url: required(fixed(key)) })),
});
const shape = object<AlertReceiversProps>({
  critical: required(fixed(receiverShape)),
  warning: required(fixed(receiverShape)),
  repeat: duration,
  only: fixed(instance('what `only` of defineEnvironments returned', (value) => value instanceof Presence)),
});

const CRITICAL_REPEAT = '4h';
const WARNING_REPEAT = '12h';

/**
 * An AlertmanagerConfig in the namespace of the platform: the operator adds the namespace to what it matches, so that it takes
 * the alerts of the platform and no others. What is critical silences the warnings of the same service.
 * @example new AlertReceivers(shop, 'on-call', { critical: { pagerDuty: { routingKey: sealed('alerts', 'pagerduty') } }, warning: { slack: { webhook: sealed('alerts', 'slack'), channel: '#shop' } } });
 */
export class AlertReceivers extends Construct {
  constructor(scope: Construct, id: string, props: Input<AlertReceiversProps, 'critical' | 'warning' | 'only'>) {
    super(scope, id);
    const given = accept<AlertReceiversProps>(this, props, shape);
    const platform = scopeOf(this);
    refuseObjectId(this, 'AlertmanagerConfig');
    if (given === undefined) return;
    const only = given.only as Presence | undefined;
    if (only !== undefined) declarations(this).presence = only;
    const read = (sealed: SealedKey) => {
      platform.secrets.use(sealed, `AlertmanagerConfig/${id}`, undefined, { presence: only });
      return { name: sealed.secret, key: sealed.key };
    };
    addObject(this, 'AlertmanagerConfig', 'configuration', {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: {
        name: id,
        labels: { ...platform.commonLabels, ...platform.cluster.prometheus?.selects, 'app.kubernetes.io/name': id },
      },
      spec: {
        route: {
          receiver: 'warning',
          groupBy: ['alertname', 'service'],
          groupWait: '30s',
          groupInterval: '5m',
          repeatInterval: or(given.repeat, WARNING_REPEAT),
          routes: [
            {
              receiver: 'critical',
              matchers: [severity('critical')],
              repeatInterval: or(given.repeat, CRITICAL_REPEAT),
            },
          ],
        },
        inhibitRules: [{ sourceMatch: [severity('critical')], targetMatch: [severity('warning')], equal: ['service'] }],
        receivers: [
          this.receiver('critical', given.critical, read, platform),
          this.receiver('warning', given.warning, read, platform),
        ],
      },
    });
  }

  private receiver(
    name: 'critical' | 'warning',
    given: Normal<Receiver>,
    read: (key: SealedKey) => object,
    { node }: PlatformScope,
  ): Record<string, unknown> {
    const { pagerDuty, slack, webhook } = given as Receiver;
    if (pagerDuty === undefined && slack === undefined && webhook === undefined) {
      const fix = 'Give pagerDuty, slack or webhook.';
      report(this, { code: 'LS103', path: name, message: `nobody is told of ${name} alerts`, fix });
    }
    const title = `[${node.id}] {{ .CommonLabels.alertname }} ({{ .Status }})`;
    const lines = '{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}\n{{ end }}';
    return {
      name,
      ...(pagerDuty && {
        pagerdutyConfigs: [
          { routingKey: read(pagerDuty.routingKey), severity: name, description: title, sendResolved: true },
        ],
      }),
      ...(slack && {
        slackConfigs: [{ apiURL: read(slack.webhook), channel: slack.channel, title, text: lines, sendResolved: true }],
      }),
      ...(webhook && { webhookConfigs: [{ urlSecret: read(webhook.url), sendResolved: true }] }),
    };
  }
}

function severity(value: string): Record<string, string> {
  return { name: 'severity', matchType: '=', value };
}
