/** `spec.postgresql.parameters`: every value a string, as the resource demands, and none that the operator would refuse. */
import { bytesOf } from '../../../model/quantity';
import { either, flag, record, type AcceptedBy, type Shape } from '../../../model/shape';
import { anyText } from '../../../model/syntax';
import type { Parts } from '../../engine/parts';
import { memoryProblems, settleMemory } from './memory';
import { parseSize } from './size';

const finite: Shape<number> = (value, at) => {
  if (Number.isFinite(value)) return;
  at.report({
    code: 'LS102',
    path: at.path,
    message: `${String(value)} is not a number`,
    fix: 'Use a finite number.',
  });
};
export const parametersShape = record(
  either<string | number | boolean>(
    [(value) => typeof value === 'boolean', flag],
    [(value) => typeof value === 'number', finite],
    [() => true, anyText],
  ),
  (name, at) => {
    if (typeof name === 'string' && /^[a-z_][a-z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)?$/.test(name)) return;
    const message = `"${String(name)}" is not a valid parameter name`;
    at.report({ code: 'LS102', path: at.path, message, fix: 'Use the name as in postgresql.conf, in lowercase.' });
  },
);

/** Parameters of `postgresql.conf`; true and false are written `on` and `off`. */
export type PostgresParameters = AcceptedBy<typeof parametersShape>;

/** Set or refused by CloudNativePG 1.28 (`pkg/postgres/configuration.go`); its webhook rejects a Cluster that gives one. */
const OF_THE_OPERATOR: ReadonlySet<string> = new Set(
  (
    'allow_alter_system allow_system_table_mods archive_cleanup_command archive_command archive_mode bonjour bonjour_name cluster_name config_file ' +
    'data_directory data_sync_retry event_source external_pid_file hba_file hot_standby ident_file jit_provider listen_addresses log_destination ' +
    'log_directory log_file_mode log_filename log_rotation_age log_rotation_size log_truncate_on_rotation logging_collector port primary_conninfo ' +
    'primary_slot_name promote_trigger_file recovery_end_command recovery_min_apply_delay recovery_target recovery_target_action ' +
    'recovery_target_inclusive recovery_target_lsn recovery_target_name recovery_target_time recovery_target_timeline recovery_target_xid ' +
    'restart_after_crash restore_command shared_preload_libraries ssl ssl_ca_file ssl_cert_file ssl_crl_file ssl_dh_params_file ssl_ecdh_curve ' +
    'ssl_key_file ssl_passphrase_command ssl_passphrase_command_supports_reload ssl_prefer_server_ciphers stats_temp_directory ' +
    'synchronized_standby_slots synchronous_standby_names syslog_facility syslog_ident syslog_sequence_numbers syslog_split_messages temp_tablespaces ' +
    'unix_socket_directories unix_socket_group unix_socket_permissions pg_failover_slots.primary_dsn pg_failover_slots.standby_slot_names'
  ).split(' '),
);

export interface SettledParameters {
  /** By name, as text, memory parameters included. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly maxConnections: number;
}

/**
 * @param resources of the container, every amount given
 * @param walSize size of the WAL volume, where there is one
 */
export function settleParameters(
  parts: Parts,
  given: PostgresParameters,
  resources: { readonly limit: string; readonly request: string },
  walSize: string | undefined,
): SettledParameters {
  for (const name of Object.keys(given)) if (OF_THE_OPERATOR.has(name)) refuseOwned(parts, name);
  const [limit, request] = [bytesOf(resources.limit) ?? 0, bytesOf(resources.request) ?? 0];
  const sources = { limit, request, parameters: given };
  for (const problem of memoryProblems(sources)) parts.report({ code: 'LS676', ...problem });
  refuseLargeWal(parts, given, walSize);
  const memory = settleMemory(sources);
  const written = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, textOf(value)]));
  return { parameters: { ...written, ...memory }, maxConnections: Number(memory.max_connections) };
}

function textOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

function refuseOwned(parts: Parts, name: string): void {
  parts.report({
    code: 'LS678',
    path: `parameters.${name}`,
    message: `${name} is managed by the operator, which sets it or rejects a Cluster that does`,
    fix: name === 'shared_preload_libraries' ? "Use preload: ['…'] instead." : 'Remove it.',
  });
}

const DEFAULT_WAL = { min_wal_size: '80MB', max_wal_size: '1GB' } as const;

/** min_wal_size < max_wal_size < the WAL volume; the operator's webhook demands the same. */
function refuseLargeWal(parts: Parts, given: PostgresParameters, volume: string | undefined): void {
  const least = String(given.min_wal_size ?? DEFAULT_WAL.min_wal_size);
  const most = String(given.max_wal_size ?? DEFAULT_WAL.max_wal_size);
  const mostBytes = parseSize(most) ?? 0;
  const room = volume === undefined ? undefined : bytesOf(volume);
  const finding = (name: string, message: string, fix: string) =>
    parts.report({ code: 'LS679', path: `parameters.${name}`, message, fix });
  if ((parseSize(least) ?? 0) >= mostBytes)
    finding('min_wal_size', `min_wal_size ${least} is not below max_wal_size ${most}`, `Set it to less than ${most}.`);
  if (room !== undefined && mostBytes >= room) {
    finding(
      'max_wal_size',
      `max_wal_size ${most} does not fit the WAL volume of ${volume}`,
      'Increase walStorage.size, or lower max_wal_size.',
    );
  }
}
