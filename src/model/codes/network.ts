/** Codes LS7: the network, routes and what watches them. */
import { error, type CodesOf } from './entry';

export const NETWORK_CODES = {
  LS701: error('invalid-policy-peer')`
    invalid NetworkPolicy peer
    The API server rejects a NetworkPolicy peer that is empty or mixes an ipBlock with selectors.`,
  LS702: error('invalid-policy-port')`
    invalid NetworkPolicy port
    The API server rejects the policy.`,
  LS703: error('except-outside-cidr')`
    ipBlock except outside of its cidr
    The API server rejects an ipBlock whose \`except\` is not strictly within its \`cidr\`.`,
  LS704: error('ignored-policy-rules')`
    rules not covered by policyTypes
    Rules of a direction that \`policyTypes\` does not name are ignored.`,
  LS705: error('scrape-blocked')`
    NetworkPolicy blocks Prometheus
    The monitor, the Service and the port are correct, but every scrape times out, so alerts on the service never fire.`,
  LS720: error('declared-connection-blocked')`
    NetworkPolicy blocks a declared connection
    The caller times out as soon as the policies are applied.`,
  LS721: error('undeclared-connection-allowed')`
    NetworkPolicy allows an undeclared connection
    An attacker who takes over one side can reach the other, and nobody declared that it may.`,
  LS722: error('pods-not-isolated')`
    pods not isolated by a NetworkPolicy
    A pod that no NetworkPolicy selects can connect to everything and be reached by everything, regardless of other policies.`,
  LS723: error('half-open-connection')`
    undeclared connection open on one side
    The other side currently blocks it; the first policy that opens that side opens the connection unnoticed.`,
  LS730: error('duplicate-alert')`
    duplicate alert name
    The person on call cannot distinguish two alerts with the same name.`,
  LS731: error('unknown-alert')`
    setting for an alert that does not exist
    Someone believes that the alert is active, but it does not exist.`,
  LS732: error('invalid-promql')`
    invalid PromQL
    Prometheus loads none of the rules of a file that contains an invalid one, so nothing fires.`,
  LS733: error('unmeasured-slo')`
    SLO that nothing measures
    The alerts of the SLO have no data and never fire.`,
  LS734: error('slo-too-loose')`
    SLO too loose for an alert
    The error budget is so large that no outage can burn it fast enough to fire the alert.`,
  LS735: error('field-in-text')`
    pod field in text without its own variable
    Kubernetes can only insert a pod field into text through a variable, and no variable holds this one.`,
} satisfies CodesOf<7>;
