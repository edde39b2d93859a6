/** Who Argo CD tells about syncs of an environment. */
import { fixed, list, object, oneOf, text, type PropsOf } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import type { Subject } from '../engine/build';
import { addArgoSettings } from './settings';

const NAMES = ['deployed', 'sync-failed', 'degraded'] as const;
export type Event = (typeof NAMES)[number];

/** Triggers: when they fire, how often, and what is said. */
const EVENTS: Readonly<Record<Event, { readonly when: string; readonly oncePer: string; readonly text: string }>> = {
  deployed: {
    when: "app.status.operationState.phase in ['Succeeded'] and app.status.health.status == 'Healthy'",
    // Once for each commit, or a notification would come with each comparison.
    oncePer: 'app.status.operationState?.syncResult?.revision',
    text: '{{.app.metadata.name}} runs {{.app.status.sync.revision}}.',
  },
  'sync-failed': {
    when: "app.status.operationState.phase in ['Error', 'Failed']",
    oncePer: 'app.status.operationState?.startedAt',
    text: '{{.app.metadata.name}} could not be synced: {{.app.status.operationState.message}}',
  },
  degraded: {
    when: "app.status.health.status == 'Degraded'",
    oncePer: 'app.status.health.lastTransitionTime',
    text: '{{.app.metadata.name}} is degraded at {{.app.status.sync.revision}}.',
  },
};

export interface Notifications extends PropsOf<typeof notificationsProps> {}
const notificationsProps = {
  /** Slack channel; the bot token is the key `slack-token` of the Secret argocd-notifications-secret. */
  slack: text('a channel without #', 'deployments', (value) => /^[a-z0-9_-]+$/.test(value)),
  /** PagerDuty service; its key is `pagerduty-key-<service>` of the same Secret. */
  pagerDuty: dnsLabel,
  /** Events that are reported. Default: all. */
  on: fixed(list(oneOf(...NAMES), { atLeast: 1 })),
};
export const notificationsShape = object<Notifications>(notificationsProps);

/** Annotations of an Application that subscribe to its events. */
export function subscriptions({ slack, pagerDuty, on = NAMES }: Notifications): Readonly<Record<string, string>> {
  // A page is for what is broken.
  const pages = on.filter((event) => event !== 'deployed');
  const subscribe = (events: readonly Event[], service: string, recipient: string | undefined) =>
    recipient === undefined
      ? []
      : events.map((event) => [`notifications.argoproj.io/subscribe.${event}.${service}`, recipient] as const);
  return Object.fromEntries([...subscribe(on, 'slack', slack), ...subscribe(pages, 'pagerdutyv2', pagerDuty)]);
}

/** Triggers and templates in `argocd-notifications-cm`. @param served by the Argo CD: they may call different people */
export function addNotifications(subject: Subject, served: readonly Notifications[]): void {
  const events = NAMES.flatMap((event) => {
    const { when, oncePer, text: message } = EVENTS[event];
    return [
      [`trigger.${event}`, `- when: ${when}\n  oncePer: ${oncePer}\n  send: [${event}]\n`],
      [
        `template.${event}`,
        `message: |\n  ${message}\npagerdutyv2:\n  summary: "${message.replaceAll('"', "'")}"\n  severity: critical\n  source: argocd\n`,
      ],
    ] as const;
  });
  const called = [...new Set(served.flatMap(({ pagerDuty }) => pagerDuty ?? []))];
  const keys = called.map((name) => `  ${name}: $pagerduty-key-${name}\n`).join('');
  addArgoSettings(subject, 'notifications', 'argocd-notifications-cm', {
    ...Object.fromEntries(events),
    ...(served.some(({ slack }) => slack !== undefined) && { 'service.slack': 'token: $slack-token\n' }),
    ...(called.length > 0 && { 'service.pagerdutyv2': `serviceKeys:\n${keys}` }),
  });
}
