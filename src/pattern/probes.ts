import type { IConstruct } from 'constructs';
import { report } from '../model/declarations';
import type { Normal } from '../model/fields';
import { everywhere, integer, list, object, type PropsOf } from '../model/shape';
import { anyText, duration, seconds } from '../model/syntax';
import { absent, combine, derive, isVarying } from '../model/varying';
import type { Opinions } from './opinions';
import { byEnvironment, or } from './per-environment';

/** How a probe asks: by one of `http`, `tcp`, `grpc`, `exec`, or as the service is asked by default. The port is its own unless given. */
export interface Probe extends PropsOf<typeof probeProps> {}
const probeProps = {
  /** Path of a GET request that answers 2xx or 3xx. */
  http: anyText,
  /** Port that accepts a connection. */
  tcp: integer({ min: 1, max: 65535, unit: 'port' }),
  /** Service name of the gRPC health protocol; empty text asks for the server as a whole. */
  grpc: anyText,
  /** Command that exits 0; no shell is involved. */
  exec: list(anyText, { atLeast: 1 }),
  port: integer({ min: 1, max: 65535, unit: 'port' }),
  /** Time before the first try. Default: none; startup guards the start. */
  delay: duration,
  /** Time between tries. */
  period: duration,
  /** Time until a try counts as failed. Default: 2s, or a second more than `dependencyTimeout`. */
  timeout: duration,
  /** Failed tries in a row until the probe as a whole has failed. */
  failures: integer({ min: 1 }),
  /** Longest time the answer waits for a dependency; `timeout` must be longer. */
  dependencyTimeout: duration,
};
const probeShape = object<Probe>(probeProps);

export interface Probes extends PropsOf<typeof probesProps> {}
const probesProps = {
  /** Whether traffic is sent. May depend on what the service cannot work without. */
  readiness: everywhere(probeShape),
  /** Whether the container is restarted. Must depend on nothing outside of the process. */
  liveness: everywhere(probeShape),
  /** Guards the start: the others wait for its first success. Default: asks as liveness does, every 5s for two minutes. */
  startup: everywhere(probeShape),
};
export const probesShape = object<Probes>(probesProps);

const QUESTIONS = ['http', 'tcp', 'grpc', 'exec'] as const;

export interface ProbeDefaults {
  /** Number of the port that probes ask; `undefined` for a worker without one. */
  readonly port: unknown;
  /** How a service answers that says nothing else; `undefined` for a worker without probes. */
  readonly readiness: Normal<Probe> | undefined;
  readonly liveness: Normal<Probe> | undefined;
}

/** The three probes of a container, each with every timing written out. */
export function probes(
  construct: IConstruct,
  given: Normal<Probes>,
  defaults: ProbeDefaults,
  opinions: Opinions,
): Record<string, unknown> {
  const readiness = askedAs(given.readiness, defaults.readiness);
  const liveness = askedAs(given.liveness, defaults.liveness);
  refuseEqualQuestions(construct, readiness, liveness, defaults.port);
  const startup = askedAs(given.startup, liveness && questionOf(liveness)) ?? {};
  const one = (name: keyof Probes, probe: Normal<Probe> | undefined, period: string, failures: number) =>
    probe === undefined || Object.keys(probe).length === 0
      ? {}
      : {
          [`${name}Probe`]: render(construct, name, probe, defaults.port, {
            period,
            failures,
            timeout: opinions.probeTimeout.value,
          }),
        };
  const { probePeriod, probeFailures, startupPeriod, startupFailures } = opinions;
  return {
    ...one('readiness', readiness, probePeriod.value, probeFailures.value),
    ...one('liveness', liveness, probePeriod.value, probeFailures.value),
    ...one('startup', startup, startupPeriod.value, startupFailures.value),
  };
}

/** A probe that gives timings only asks as the default does. */
function askedAs(given: Normal<Probe> | undefined, otherwise: Normal<Probe> | undefined): Normal<Probe> | undefined {
  if (given === undefined || otherwise === undefined) return given ?? otherwise;
  const asks = combine(pick(given), (own) => Object.values(own).some((question) => question !== undefined));
  const keys = [...new Set([...Object.keys(otherwise), ...Object.keys(given)])] as (keyof Probe)[];
  const settled = keys.map((key) => {
    const value = combine(
      { asks, own: given[key], other: otherwise[key] },
      ({ asks: on, own, other }) => (on === true ? own : (own ?? other)) ?? absent,
    );
    return [key, value] as const;
  });
  return Object.fromEntries(settled.filter(([, value]) => value !== absent)) as Normal<Probe>;
}

/** The questions of a probe. */
function pick(probe: Normal<Probe>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(QUESTIONS.map((kind) => [kind, probe[kind]]));
}

interface Timings {
  readonly period: string;
  readonly timeout: string;
  readonly failures: number;
}

function render(
  construct: IConstruct,
  name: keyof Probes,
  probe: Normal<Probe>,
  port: unknown,
  timings: Timings,
): unknown {
  const path = `probes.${name}`;
  const asked = combine({ ...probe }, (own) => ({
    given: Object.values(own).some((value) => value !== undefined),
    questions: QUESTIONS.filter((kind) => own[kind] !== undefined),
  }));
  for (const [environment, { given, questions }] of byEnvironment(asked)) {
    if (!given || questions.length === 1) continue;
    report(construct, {
      code: 'LS114',
      path,
      ...(environment !== undefined && { environments: [environment] }),
      message:
        questions.length === 0
          ? 'the probe does not say how it asks'
          : `the probe asks in ${questions.length} ways: ${questions.join(', ')}`,
      fix: 'Give exactly one of http, tcp, grpc, exec.',
    });
  }
  const twice = combine({ tcp: probe.tcp, port: probe.port }, (own) => own.tcp !== undefined && own.port !== undefined);
  for (const [environment, both] of byEnvironment(twice)) {
    if (!both) continue;
    report(construct, {
      code: 'LS114',
      path: `${path}.port`,
      ...(environment !== undefined && { environments: [environment] }),
      message: 'the probe has a port in `tcp` and in `port`',
      fix: 'Leave `port` out: `tcp` is the port.',
    });
  }
  const ask = or(or(probe.port, probe.tcp), port);
  const unasked = combine(
    { asked, ask, exec: probe.exec },
    (own) => own.asked?.given === true && own.ask === undefined && own.exec === undefined,
  );
  for (const [environment, none] of byEnvironment(unasked)) {
    if (!none) continue;
    report(construct, {
      code: 'LS103',
      path: `${path}.port`,
      ...(environment !== undefined && { environments: [environment] }),
      message: 'the probe has no port to ask',
      fix: 'Give `port`, or probe with `exec`.',
    });
  }
  const dependency = probe.dependencyTimeout;
  const longer = derive(dependency as string, (text) =>
    text === undefined ? undefined : `${(seconds(text) ?? 0) + 1}s`,
  );
  const timeout = or(probe.timeout, or(longer, timings.timeout));
  if (dependency !== undefined) refuseShortTimeout(construct, `${path}.timeout`, timeout, dependency);
  const rendered = {
    httpGet: asks(probe.http, (path) => ({ path, port: ask, scheme: 'HTTP' })),
    tcpSocket: asks(probe.tcp, () => ({ port: ask })),
    grpc: asks(probe.grpc, (service) => ({ port: ask, service })),
    exec: asks(probe.exec, (command) => ({ command })),
    ...(probe.delay !== undefined && { initialDelaySeconds: wholeSeconds(probe.delay) }),
    periodSeconds: wholeSeconds(or(probe.period, timings.period)),
    timeoutSeconds: wholeSeconds(timeout),
    successThreshold: 1,
    failureThreshold: or(probe.failures, timings.failures),
  };
  const there = derive(asked, ({ given }) => given);
  return isVarying(there) ? there.map((given) => (given ? rendered : absent)) : rendered;
}

/** The question where it is asked. */
function asks(value: unknown, question: (value: unknown) => unknown): unknown {
  return value === undefined ? undefined : derive<unknown, unknown>(value, question);
}

/** Seconds of a duration that may vary. Malformed ones are reported by the shape of the props. */
export function wholeSeconds(value: unknown): unknown {
  return derive(value as string, (text) => (typeof text === 'string' ? (seconds(text) ?? 0) : 0));
}

function questionOf(probe: Normal<Probe>): Normal<Probe> {
  const { http, tcp, grpc, exec, port } = probe;
  return Object.fromEntries(Object.entries({ http, tcp, grpc, exec, port }).filter(([, value]) => value !== undefined));
}

function refuseEqualQuestions(
  construct: IConstruct,
  readiness: Normal<Probe> | undefined,
  liveness: Normal<Probe> | undefined,
  port: unknown,
): void {
  const asked = {
    path: readiness?.http,
    port: or(readiness?.port, port),
    livenessPath: liveness?.http,
    livenessPort: or(liveness?.port, port),
  };
  const same = combine(asked, (own) =>
    own.path !== undefined && own.path === own.livenessPath && own.port === own.livenessPort ? own.path : undefined,
  );
  for (const [environment, path] of byEnvironment(same)) {
    if (path === undefined) continue;
    report(construct, {
      code: 'LS108',
      path: 'probes.liveness.http',
      ...(environment !== undefined && { environments: [environment] }),
      message: `readiness and liveness both ask ${String(path)}`,
      fix: 'Let liveness ask a path that checks the process alone.',
    });
  }
}

function refuseShortTimeout(construct: IConstruct, path: string, timeout: unknown, dependency: unknown): void {
  const short = combine(
    { timeout, dependency },
    (own) => (seconds(String(own.timeout)) ?? 0) <= (seconds(String(own.dependency)) ?? 0),
  );
  const bad = isVarying(short) ? short.set.names.filter((_, index) => short.values[index]) : short ? [undefined] : [];
  if (bad.length === 0) return;
  const shown = (value: unknown) => (isVarying(value) ? 'the value there' : String(value));
  report(construct, {
    code: 'LS109',
    path,
    ...(isVarying(short) ? { environments: bad as string[] } : {}),
    message: `the probe gives up after ${shown(timeout)}, but its answer may wait ${shown(dependency)} for a dependency`,
    fix: 'Give a timeout longer than dependencyTimeout.',
  });
}
