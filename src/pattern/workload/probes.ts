/** The three probes of a container, each with every timing written out. */
import type { Parts } from '../engine/parts';
import type { Container, Probe as Written } from '../manifests';
import type { Opinions } from '../platform/opinions';
import { wholeSeconds } from './shutdown';
import { everywhere, integer, list, object, type PropsOf } from '../../model/shape';
import { anyText, duration, portNumber } from '../../model/syntax';

/** How a probe asks: by one of `http`, `tcp`, `grpc`, `exec`, or as the service is asked by default. The port is its own unless given. */
export interface Probe extends PropsOf<typeof probeProps> {}
const probeProps = {
  /** Path of a GET request that returns 2xx or 3xx. */
  http: anyText,
  /** Port that accepts a connection. */
  tcp: portNumber,
  /** Service name of the gRPC health protocol; the empty string checks the server as a whole. */
  grpc: anyText,
  /** Command that exits 0; no shell is involved. */
  exec: list(anyText, { atLeast: 1 }),
  port: portNumber,
  /** Time before the first check. Default: none; startup covers the start. */
  delay: duration,
  /** Interval between checks. */
  period: duration,
  /** Timeout of a check. Default: 2s, or one second more than `dependencyTimeout`. */
  timeout: duration,
  /** Consecutive failed checks until the probe fails. */
  failures: integer({ min: 1 }),
  /** Maximum time that the response waits for a dependency; `timeout` must be longer. */
  dependencyTimeout: duration,
};
const probeShape = object<Probe>(probeProps);

export interface Probes extends PropsOf<typeof probesProps> {}
const probesProps = {
  /** Whether the pod receives traffic. May depend on anything that the service cannot work without. */
  readiness: everywhere(probeShape),
  /** Whether the container is restarted. Must not depend on anything outside of the process. */
  liveness: everywhere(probeShape),
  /**
   * Covers the start: the other probes wait for its first success. Default: the check of liveness, every 5s for two
   * minutes.
   */
  startup: everywhere(probeShape),
};
export const probesShape = object<Probes>(probesProps);

const QUESTIONS = ['http', 'tcp', 'grpc', 'exec'] as const;

export interface ProbeDefaults {
  /** Number of the port that probes ask; `undefined` for a worker without one. */
  readonly port: number | undefined;
  /** How a service answers that says nothing else; `undefined` for a worker without probes. */
  readonly readiness: Probe | undefined;
  readonly liveness: Probe | undefined;
  /** Default: asks as liveness does. */
  readonly startup?: Probe;
}

interface Timings {
  readonly period: string;
  readonly timeout: string;
  readonly failures: number;
}

export function probes(
  parts: Parts,
  given: Probes = {},
  defaults: ProbeDefaults,
  opinions: Opinions,
): Pick<Container, 'readinessProbe' | 'livenessProbe' | 'startupProbe'> {
  const readiness = askedAs(given.readiness, defaults.readiness);
  const liveness = askedAs(given.liveness, defaults.liveness);
  refuseEqualQuestions(parts, readiness, liveness, defaults.port);
  const startup = askedAs(given.startup, defaults.startup ?? (liveness && questionOf(liveness)));
  const timeout = opinions.probeTimeout.value;
  const often = { period: opinions.probePeriod.value, failures: opinions.probeFailures.value, timeout };
  const early = { period: opinions.startupPeriod.value, failures: opinions.startupFailures.value, timeout };
  const one = (name: keyof Probes, probe: Probe | undefined, timings: Timings) =>
    probe === undefined || Object.keys(probe).length === 0
      ? undefined
      : render(parts, name, probe, defaults.port, timings);
  return {
    readinessProbe: one('readiness', readiness, often),
    livenessProbe: one('liveness', liveness, often),
    startupProbe: one('startup', startup, early),
  };
}

/** A probe that gives timings only asks as the default does. */
function askedAs(given: Probe | undefined, otherwise: Probe | undefined): Probe | undefined {
  if (given === undefined || QUESTIONS.some((kind) => given[kind] !== undefined)) return given ?? otherwise;
  return { ...otherwise, ...given };
}

function render(parts: Parts, name: keyof Probes, probe: Probe, port: number | undefined, timings: Timings): Written {
  const { http, tcp, grpc, exec, dependencyTimeout: dependency } = probe;
  const questions = QUESTIONS.filter((kind) => probe[kind] !== undefined);
  const path = `probes.${name}`;
  if (questions.length !== 1) {
    parts.report({
      code: 'LS114',
      path,
      message:
        questions.length === 0
          ? 'the probe does not specify a check'
          : `the probe specifies ${questions.length} checks: ${questions.join(', ')}`,
      fix: 'Set exactly one of http, tcp, grpc, exec.',
    });
  }
  if (tcp !== undefined && probe.port !== undefined) {
    parts.report({
      code: 'LS114',
      path: `${path}.port`,
      message: 'the probe sets a port in both `tcp` and `port`',
      fix: 'Remove `port`: `tcp` is the port.',
    });
  }
  const ask = probe.port ?? tcp ?? port;
  if (ask === undefined && exec === undefined) {
    parts.report({
      code: 'LS103',
      path: `${path}.port`,
      message: 'the probe has no port to check',
      fix: 'Set `port`, or probe with `exec`.',
    });
  }
  const longer = dependency === undefined ? undefined : `${wholeSeconds(dependency) + 1}s`;
  const timeout = probe.timeout ?? longer ?? timings.timeout;
  if (dependency !== undefined && wholeSeconds(timeout) <= wholeSeconds(dependency)) {
    const finding = {
      code: 'LS109',
      path: `${path}.timeout`,
      message: `the probe times out after ${timeout}, but its response may wait ${dependency} for a dependency`,
      fix: 'Set the timeout to more than dependencyTimeout.',
    } as const;
    parts.report(finding, true);
  }
  return {
    // Without a port the finding above says so.
    httpGet: http === undefined ? undefined : { path: http, port: ask ?? 0, scheme: 'HTTP' },
    tcpSocket: tcp === undefined ? undefined : { port: ask ?? 0 },
    grpc: grpc === undefined ? undefined : { port: ask ?? 0, service: grpc },
    exec: exec === undefined ? undefined : { command: exec },
    initialDelaySeconds: probe.delay === undefined ? undefined : wholeSeconds(probe.delay),
    periodSeconds: wholeSeconds(probe.period ?? timings.period),
    timeoutSeconds: wholeSeconds(timeout),
    successThreshold: 1,
    failureThreshold: probe.failures ?? timings.failures,
  };
}

function questionOf({ http, tcp, grpc, exec, port }: Probe): Probe {
  return Object.fromEntries(Object.entries({ http, tcp, grpc, exec, port }).filter(([, value]) => value !== undefined));
}

function refuseEqualQuestions(
  parts: Parts,
  readiness: Probe | undefined,
  liveness: Probe | undefined,
  port: number | undefined,
): void {
  const asked = readiness?.http;
  if (asked === undefined || asked !== liveness?.http) return;
  if ((readiness?.port ?? port) !== (liveness?.port ?? port)) return;
  parts.report({
    code: 'LS108',
    path: 'probes.liveness.http',
    message: `the readiness and liveness probes both use ${asked}`,
    fix: 'Use a liveness path that checks only the process itself.',
  });
}
