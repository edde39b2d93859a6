/** Probes and lifecycle hooks of a container, after `validateProbe` and `validateHandler`. */
import { get, isMap, number, phrase, type Node, type Report, type Trail } from './report';

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'] as const;
const HOOKS = ['httpGet', 'tcpSocket', 'exec', 'sleep'] as const;

/** Least value of each number of a probe. */
const LEAST: Readonly<Record<string, number>> = {
  initialDelaySeconds: 0,
  timeoutSeconds: 1,
  periodSeconds: 1,
  successThreshold: 1,
  failureThreshold: 1,
  terminationGracePeriodSeconds: 1,
};

/** @param grace of the pod, in seconds */
export function checkProbes(container: Node, trail: Trail, grace: number, report: Report): void {
  for (const field of ['readinessProbe', 'livenessProbe', 'startupProbe']) {
    const probe = get(container, field);
    if (isMap(probe)) checkProbe(field, probe, [...trail, field], report);
  }
  for (const field of ['preStop', 'postStart']) {
    const hook = get(container, 'lifecycle', field);
    if (!isMap(hook)) continue;
    const at = [...trail, 'lifecycle', field];
    handlers(field, hook, HOOKS, at, report);
    const sleep = number(hook, 'sleep', 'seconds');
    if (field === 'preStop' && sleep !== undefined && (sleep < 0 || sleep > grace)) {
      report('LS660', [...at, 'sleep', 'seconds'])`
        \`preStop\` sleeps ${{ sleep }} s, but the grace period of the pod is ${{ grace }} s.
        Raise \`terminationGracePeriodSeconds\` above the sleep plus the time that the process needs to stop, or shorten the sleep.`;
    }
  }
}

function checkProbe(field: string, probe: Node, trail: Trail, report: Report): void {
  handlers(field, probe, HANDLERS, trail, report);
  for (const name of Object.keys(LEAST)) {
    const value = number(probe, name);
    const least = LEAST[name]!;
    if (value !== undefined && (value < least || !Number.isInteger(value))) {
      report('LS659', [...trail, name])`
        \`${{ name }}\` of ${{ field }} is ${{ value }}.
        Use an integer of at least ${{ least }}.`;
    }
  }
  const successes = number(probe, 'successThreshold') ?? 1;
  if (field !== 'readinessProbe' && successes > 1) {
    report('LS659', [...trail, 'successThreshold'])`
      \`successThreshold\` of ${{ field }} is ${{ successes }}.
      Use 1; only a readiness probe allows more.`;
  }
  if (field === 'readinessProbe' && get(probe, 'terminationGracePeriodSeconds') !== undefined) {
    report('LS659', [...trail, 'terminationGracePeriodSeconds'])`
      A readiness probe does not terminate containers and cannot have \`terminationGracePeriodSeconds\`.
      Move it to the liveness or startup probe.`;
  }
}

function handlers(field: string, node: Node, valid: readonly string[], trail: Trail, report: Report): void {
  const there = valid.filter((handler) => get(node, handler) !== undefined);
  if (there.length !== 1) {
    report('LS659', trail, there.length === 0 ? { reason: 'no-handler' } : {})`
      ${{ field }} has ${there.length === 0 ? phrase`no handler` : phrase`${{ count: there.length }} handlers: ${{ there }}`}.
      Use exactly one of ${{ valid }}.`;
  }
  for (const handler of there) {
    const port = number(node, handler, 'port');
    if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
      report('LS656', [...trail, handler, 'port'])`
        Port of ${{ field }} is ${{ port }}.
        Use a number from 1 to 65535.`;
    }
  }
}
