/** Receivers of Alertmanager. */
import { secretKeys } from '../site';
import type { Kind } from '../kind';

export const alertmanagerConfig: Kind = {
  kind: 'AlertmanagerConfig.monitoring.coreos.com',
  references: secretKeys('spec.receivers[*]', [
    'pagerdutyConfigs[*].routingKey',
    'pagerdutyConfigs[*].serviceKey',
    'slackConfigs[*].apiURL',
    'webhookConfigs[*].urlSecret',
    'emailConfigs[*].authPassword',
  ]),
};
