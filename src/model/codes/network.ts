/** Codes LS7: the network, routes and what watches them. */
import type { CodesOf } from './entry';

export const NETWORK_CODES = {
  LS701: {
    title: 'peer that selects nothing by its form',
    severity: 'error',
    why: 'The API server refuses a NetworkPolicy peer that is empty or mixes an address range with selectors.',
  },
  LS702: { title: 'invalid port of a NetworkPolicy', severity: 'error', why: 'The API server refuses the policy.' },
  LS703: {
    title: 'exception outside of its address range',
    severity: 'error',
    why: 'The API server refuses an `except` that does not lie strictly within its `cidr`.',
  },
  LS704: {
    title: 'rules that have no effect',
    severity: 'error',
    why: 'Rules of a direction that `policyTypes` does not name are ignored: what they were to allow or deny is decided elsewhere.',
  },
  LS705: {
    title: 'metrics that Prometheus cannot reach',
    severity: 'error',
    why: 'The monitor, the Service and the port are right, and every scrape times out: alerts on the service never fire.',
  },
  LS720: {
    title: 'declared connection that a policy blocks',
    severity: 'error',
    why: 'The caller times out as soon as the policies are applied.',
  },
  LS721: {
    title: 'connection that is let through and not declared',
    severity: 'error',
    why: 'Somebody reaches what nobody said they may reach; whoever takes over one of them has the other within reach.',
  },
  LS722: {
    title: 'pods that no policy isolates',
    severity: 'error',
    why: 'A pod that no NetworkPolicy selects may talk to everybody and be reached by everybody, whatever other policies say.',
  },
  LS723: {
    title: 'half of a connection that is not declared',
    severity: 'error',
    why: 'The other side refuses it today; the first policy that opens that side opens the connection without anybody seeing both.',
  },
  LS730: {
    title: 'alert that is named twice',
    severity: 'error',
    why: 'Two rules of one name cannot be told apart by whoever is woken by them.',
  },
  LS731: {
    title: 'tuned alert that is not there',
    severity: 'error',
    why: 'It is taken for watched, and nothing watches it.',
  },
  LS732: {
    title: 'PromQL that cannot be read',
    severity: 'error',
    why: 'Prometheus takes none of the rules of a file of which one is broken, so nothing fires.',
  },
  LS733: {
    title: 'objective that nothing measures',
    severity: 'error',
    why: 'Its alerts have no data, and stay silent whatever happens.',
  },
  LS734: {
    title: 'objective that no alert can guard',
    severity: 'error',
    why: 'The budget is so large that it cannot be used up fast.',
  },
  LS735: {
    title: 'field of the pod inside of text, without a variable',
    severity: 'error',
    why: 'Text is put together from variables; a field that none holds cannot be in it.',
  },
} as const satisfies CodesOf<7>;
