/** Who is notified of alerts: receivers of Alertmanager, by severity, with sealed credentials. */
import { presenceShape } from '../../model/presence';
import { Construct } from 'constructs';
import { declarations } from '../../model/declarations';
import type { Input } from '../../model/fields';
import { fixed, instance, object, required, text, type PropsOf } from '../../model/shape';
import { duration } from '../../model/syntax';
import { acceptProps } from '../engine/accepted';
import { build, type Subject } from '../engine/build';
import { refuseObjectId, withoutPods } from '../engine/identity';
import type { AlertmanagerConfig } from '../manifests';
import { SealedKey } from '../secrets/sealed';
import type { AlertSeverity } from './alert';

const key = instance(
  'a sealed key',
  (value) => value instanceof SealedKey,
  "Use one such as sealed('alerts', 'pagerduty').",
);

/** Where a message goes; give one or more. */
export interface Receiver extends PropsOf<typeof receiverProps> {}
const receiverProps = {
  /** Integration key of PagerDuty's Events API v2. */
  pagerDuty: object({ routingKey: required(fixed(key)) }),
  /** Slack incoming webhook, and the channel: `#alerts`. */
  slack: object({
    webhook: required(fixed(key)),
    channel: required(text('a channel', '#alerts', (value) => /^[#@]\S+$/.test(value))),
  }),
  /** Any endpoint that accepts the payload of Alertmanager. */
  webhook: object({ url: required(fixed(key)) }),
};
const receiverShape = object<Receiver>(receiverProps);

/** Who is notified of the alerts of a platform. */
export interface AlertReceiversProps extends PropsOf<typeof alertReceiversProps> {}
const alertReceiversProps = {
  /** Something is down or about to be: pages someone. */
  critical: required(receiverShape),
  /** Someone should look at it during working hours. */
  warning: required(receiverShape),
  /**
   * How long until a notification about an ongoing alert is sent again. Default: 4h for critical alerts, three times as
   * long for warnings.
   */
  repeat: duration,
  /** Environments in which it exists, if not all: `only(['prod'], 'reason')`. */
  only: fixed(presenceShape),
};
const shape = object<AlertReceiversProps>(alertReceiversProps);

const CRITICAL_REPEAT = '4h';
const WARNING_REPEAT = '12h';
const TEXT = '{{ range .Alerts }}{{ .Annotations.summary }} {{ .Annotations.description }}\n{{ end }}';

type WrittenReceiver = NonNullable<AlertmanagerConfig['spec']['receivers']>[number];

/**
 * An AlertmanagerConfig in the namespace of the platform. The operator adds a matcher for the namespace, so it receives
 * only the alerts of the platform. Critical alerts inhibit warnings of the same service.
 * @example new AlertReceivers(shop, 'on-call', { critical: { pagerDuty: { routingKey: sealed('alerts', 'pagerduty') } }, warning: { slack: { webhook: sealed('alerts', 'slack'), channel: '#shop' } } });
 */
export class AlertReceivers extends Construct {
  constructor(scope: Construct, id: string, props: Input<AlertReceiversProps, 'only'>) {
    super(scope, id);
    const accepted = acceptProps<AlertReceiversProps>(this, props, shape);
    refuseObjectId(this, 'AlertmanagerConfig');
    if (accepted === undefined) return;
    if (props.only !== undefined) declarations(this).presence = props.only;
    build(withoutPods(this, id, { 'app.kubernetes.io/name': id }, props.only), accepted, addReceivers);
  }
}

function addReceivers(subject: Subject, { critical, warning, repeat }: AlertReceiversProps): void {
  const { name, labels, facts, parts } = subject;
  parts.add('AlertmanagerConfig', 'configuration', {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name, labels: { ...labels, ...facts.cluster.prometheus?.selects } },
    spec: {
      route: {
        receiver: 'warning',
        groupBy: ['alertname', 'service'],
        groupWait: '30s',
        groupInterval: '5m',
        repeatInterval: repeat ?? WARNING_REPEAT,
        routes: [{ receiver: 'critical', matchers: [severity('critical')], repeatInterval: repeat ?? CRITICAL_REPEAT }],
      },
      inhibitRules: [{ sourceMatch: [severity('critical')], targetMatch: [severity('warning')], equal: ['service'] }],
      receivers: [receiver(subject, 'critical', critical), receiver(subject, 'warning', warning)],
    },
  });
}

function receiver({ name: id, facts, parts }: Subject, name: AlertSeverity, given: Receiver): WrittenReceiver {
  const { pagerDuty, slack, webhook } = given;
  if (pagerDuty === undefined && slack === undefined && webhook === undefined) {
    const fix = 'Set pagerDuty, slack or webhook.';
    parts.report({ code: 'LS103', path: name, message: `nobody is notified of ${name} alerts`, fix });
  }
  const read = (key: SealedKey) => {
    parts.read({ key, readBy: `AlertmanagerConfig/${id}`, because: 'its alerts go elsewhere there' });
    return { name: key.secret, key: key.key };
  };
  const title = `[${facts.platform}] {{ .CommonLabels.alertname }} ({{ .Status }})`;
  return {
    name,
    ...(pagerDuty && {
      pagerdutyConfigs: [
        { routingKey: read(pagerDuty.routingKey), severity: name, description: title, sendResolved: true },
      ],
    }),
    ...(slack && {
      slackConfigs: [{ apiURL: read(slack.webhook), channel: slack.channel, title, text: TEXT, sendResolved: true }],
    }),
    ...(webhook && { webhookConfigs: [{ urlSecret: read(webhook.url), sendResolved: true }] }),
  };
}

function severity(value: AlertSeverity) {
  return { name: 'severity', matchType: '=', value } as const;
}
