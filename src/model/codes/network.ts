/** Codes LS7: the network, routes and what watches them. */
import type { CodesOf } from './entry';

export const NETWORK_CODES = {
  LS701: {
    slug: 'invalid-policy-peer',
    title: 'invalid NetworkPolicy peer',
    why: 'The API server rejects a NetworkPolicy peer that is empty or mixes an ipBlock with selectors.',
  },
  LS702: {
    slug: 'invalid-policy-port',
    title: 'invalid NetworkPolicy port',
    why: 'The API server rejects the policy.',
  },
  LS703: {
    slug: 'except-outside-cidr',
    title: 'except outside of its cidr',
    why: 'The API server rejects an ipBlock whose `except` is not strictly within its `cidr`.',
  },
  LS704: {
    slug: 'ignored-policy-rules',
    title: 'rules not covered by policyTypes',
    why: 'Rules of a direction that `policyTypes` does not name are ignored.',
  },
  LS705: {
    slug: 'scrape-blocked',
    title: 'NetworkPolicy blocks Prometheus',
    why: 'The monitor, the Service and the port are correct, but every scrape times out, so alerts on the service never fire.',
  },
  LS720: {
    slug: 'declared-connection-blocked',
    title: 'NetworkPolicy blocks a declared connection',
    why: 'The caller times out as soon as the policies are applied.',
  },
  LS721: {
    slug: 'undeclared-connection-allowed',
    title: 'NetworkPolicy allows an undeclared connection',
    why: 'An attacker who takes over one side can reach the other, and nobody declared that it may.',
  },
  LS722: {
    slug: 'pods-not-isolated',
    title: 'pods not isolated by a NetworkPolicy',
    why: 'A pod that no NetworkPolicy selects can connect to everything and be reached by everything, regardless of other policies.',
  },
  LS723: {
    slug: 'half-open-connection',
    title: 'undeclared connection open on one side',
    why: 'The other side currently blocks it; the first policy that opens that side opens the connection unnoticed.',
  },
  LS730: {
    slug: 'duplicate-alert',
    title: 'duplicate alert name',
    why: 'The person on call cannot distinguish two alerts with the same name.',
  },
  LS731: {
    slug: 'unknown-alert',
    title: 'setting for an alert that does not exist',
    why: 'Someone believes that the alert is active, but it does not exist.',
  },
  LS732: {
    slug: 'invalid-promql',
    title: 'invalid PromQL',
    why: 'Prometheus loads none of the rules of a file that contains an invalid one, so nothing fires.',
  },
  LS733: {
    slug: 'unmeasured-slo',
    title: 'SLO that nothing measures',
    why: 'The alerts of the SLO have no data and never fire.',
  },
  LS734: {
    slug: 'slo-too-loose',
    title: 'SLO too loose for an alert',
    why: 'The error budget is so large that no outage can burn it fast enough to fire the alert.',
  },
  LS735: {
    slug: 'field-in-text',
    title: 'pod field in text without a variable of its own',
    why: 'Kubernetes can only insert a pod field into text through a variable, and no variable holds this one.',
  },
} as const satisfies CodesOf<7>;
