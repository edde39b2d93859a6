/** A Redis whose callers speak TLS: how it is asked from within its pod, and how it learns of a certificate that was renewed. */
import type { Subject } from '../../engine/build';
import type { Container } from '../../manifests';
import type { SealedKey } from '../../secrets/sealed';
import type { ServerCertificate } from '../stateful/server-certificate';
import { sidecarOf } from '../../workload/container';
import type { ProbeDefaults } from '../../workload/probes';
import { variablesOf } from '../../workload/variables';
import { REDIS_PORT } from './flavours';
import type { RedisProps } from './redis-props';

/** `redis-cli` with what it needs to trust the server; it reads the password from REDISCLI_AUTH. */
export function client(authority: string | undefined): readonly string[] {
  return authority === undefined ? ['redis-cli'] : ['redis-cli', '--tls', '--cacert', authority];
}

/** No shell. Only readiness minds an answer that is an error, such as LOADING. */
export function questions(certificate: ServerCertificate | undefined): ProbeDefaults {
  const [program = 'redis-cli', ...rest] = client(certificate?.authority);
  return {
    port: REDIS_PORT,
    readiness: { exec: [program, '-e', ...rest, 'ping'] },
    liveness: { exec: [program, ...rest, 'ping'] },
  };
}

/** The kubelet replaces the files when cert-manager renews them, and Redis reads them only on command. */
export function reloader(
  { parts, facts }: Subject,
  { certificate, key, authority }: ServerCertificate,
  password: SealedKey,
  image: string,
): Container {
  const { entries } = variablesOf(parts, { REDISCLI_AUTH: password }, false);
  const files = `tls-cert-file ${certificate} tls-key-file ${key} tls-ca-cert-file ${authority}`;
  const tell = `${client(authority).join(' ')} -e CONFIG SET ${files}`;
  const script = [
    "trap 'exit 0' TERM",
    'told=""',
    'while :; do',
    `  now="$(cksum < ${certificate})"`,
    `  if [ "$now" != "$told" ] && ${tell}; then told="$now"; fi`,
    '  sleep 60 &',
    '  wait $!',
    'done',
  ].join('\n');
  const amounts = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } };
  return sidecarOf(parts, facts.opinions, amounts, {
    name: 'reload-certificate',
    image,
    command: ['sh', '-c', script],
    env: entries,
    volumeMounts: [{ name: 'tls', mountPath: certificate.slice(0, certificate.lastIndexOf('/')), readOnly: true }],
  });
}

/** Where TLS would be half of it. */
export function refuseUnencrypted(
  { parts }: Subject,
  { flavour, sentinel }: Pick<RedisProps, 'flavour' | 'sentinel'>,
): void {
  if (flavour === 'bitnami') {
    const fix = "Use an image such as docker.io/library/redis or valkey/valkey with flavour: 'official'.";
    parts.report({
      code: 'LS114',
      path: 'tls',
      message: 'TLS is declared, but the Bitnami image uses its own startup scripts',
      fix,
    });
  }
  if (sentinel !== undefined) {
    const message =
      'TLS and Sentinel are both declared, but traffic between sentinels and replicas would still be unencrypted';
    parts.report({
      code: 'LS114',
      path: 'tls',
      message,
      fix: 'Remove one of them; a service mesh encrypts all traffic between pods.',
    });
  }
}
