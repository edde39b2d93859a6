/** What the description wants of add-ons, by one word each. */
import { type App, type Platform } from 'cdk8s-lockstep';
import { platform } from './platform';

/** Alerts to the team that owns them. */
export const receivers = (app: App): Platform =>
  platform(app, { addOns: { kubePrometheusStack: { receivers: { tickettoken: { pagerDuty: 'alert-receivers' } } } } } as never);
