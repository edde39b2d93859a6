/** Who Argo CD tells about syncs of an environment. */
import type { Construct } from 'constructs';
import type { Normal } from '../../model/fields';
import { fixed, list, object, oneOf, text, type Shape } from '../../model/shape';
import { dnsLabel } from '../../model/syntax';
import { byEnvironment } from '../per-environment';
import { addArgoSettings, type ArgoCd } from './settings';

export type Event = keyof typeof EVENTS;

export interface Notifications {
  /** Channel of Slack; the token of the bot is the key `slack-token` of the Secret argocd-notifications-secret. */
  readonly slack?: string;
  /** Service of PagerDuty; its key is `pagerduty-key-<service>` of the same Secret. */
  readonly pagerDuty?: string;
  /** What is told. Default: all of it. */
  readonly on?: readonly Event[];
}

/** Triggers: when they fire, how often, and what is said. */
const EVENTS = {
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
} as const;
const NAMES = Object.keys(EVENTS) as Event[];

export const notificationsShape: Shape = object<Notifications>({
  slack: text('a channel without #', 'deployments', (value) => /^[a-z0-9_-]+$/.test(value)),
  pagerDuty: dnsLabel,
  on: fixed(list(oneOf(...NAMES), { atLeast: 1 })),
});

/** Annotations of an Application that subscribe to its events. */
export function subscriptions({ slack, pagerDuty, on }: Normal<Notifications>): Readonly<Record<string, unknown>> {
  const events = (on as readonly Event[] | undefined) ?? NAMES;
  const services = { slack, pagerdutyv2: pagerDuty };
  return Object.fromEntries(
    events.flatMap((event) =>
      Object.entries(services)
        // A page is for what is broken.
        .filter(([service, recipient]) => recipient !== undefined && (service === 'slack' || event !== 'deployed'))
        .map(([service, recipient]) => [`notifications.argoproj.io/subscribe.${event}.${service}`, recipient]),
    ),
  );
}

/** Triggers and templates in `argocd-notifications-cm`. */
export function addNotifications(scope: Construct, argocd: ArgoCd, given: Normal<Notifications>): void {
  const data = Object.fromEntries(
    NAMES.flatMap((event) => {
      const { when, oncePer, text: message } = EVENTS[event];
      return [
        [`trigger.${event}`, `- when: ${when}\n  oncePer: ${oncePer}\n  send: [${event}]\n`],
        [
          `template.${event}`,
          `message: |\n  ${message}\npagerdutyv2:\n  summary: "${message.replaceAll('"', "'")}"\n  severity: critical\n  source: argocd\n`,
        ],
      ];
    }),
  );
  // One Argo CD may serve environments that call different people.
  const called = [
    ...new Set(byEnvironment(given.pagerDuty).flatMap(([, own]) => (typeof own === 'string' ? [own] : []))),
  ];
  const services = {
    ...(given.slack !== undefined && { 'service.slack': 'token: $slack-token\n' }),
    ...(called.length > 0 && {
      'service.pagerdutyv2': `serviceKeys:\n${called.map((name) => `  ${name}: $pagerduty-key-${name}\n`).join('')}`,
    }),
  };
  addArgoSettings(scope, 'notifications', argocd, 'argocd-notifications-cm', { ...data, ...services });
}
