import type { PostgresParameters } from 'cdk8s-lockstep';

/** Section 6 of the description: the analytical set of the budget database in production. */
export const analytical: PostgresParameters = {
  // memory: a quarter and three quarters of 8Gi
  shared_buffers: '2GB',
  effective_cache_size: '6GB',
  work_mem: '64MB',
  maintenance_work_mem: '512MB',
  max_connections: 50,
  temp_file_limit: '10GB',
  hash_mem_multiplier: '2.0',
  // write-ahead log
  wal_buffers: '16MB',
  min_wal_size: '500MB',
  max_wal_size: '2GB',
  wal_compression: 'lz4',
  checkpoint_completion_target: 0.9,
  checkpoint_timeout: '30min',
  // disks
  random_page_cost: '1.0',
  effective_io_concurrency: 256,
  maintenance_io_concurrency: 256,
  // parallel queries
  max_worker_processes: 4,
  max_parallel_workers: 4,
  max_parallel_workers_per_gather: 4,
  max_parallel_maintenance_workers: 2,
  parallel_setup_cost: 10,
  parallel_tuple_cost: 0.001,
  min_parallel_table_scan_size: '1MB',
  min_parallel_index_scan_size: '64kB',
  // planner; data is partitioned by year
  default_statistics_target: 500,
  constraint_exclusion: 'partition',
  enable_partition_pruning: true,
  enable_partitionwise_join: true,
  enable_partitionwise_aggregate: true,
  jit: true,
  jit_above_cost: 100000,
  jit_inline_above_cost: 500000,
  jit_optimize_above_cost: 500000,
  // loaded monthly and vacuumed by hand
  autovacuum: false,
  // what the monitoring looks at
  'pg_stat_statements.max': 10000,
  'pg_stat_statements.track': 'all',
  track_io_timing: true,
  track_functions: 'all',
  log_min_duration_statement: '500ms',
  log_temp_files: 0,
  log_lock_waits: true,
  statement_timeout: 3600000,
  idle_in_transaction_session_timeout: 600000,
};

/** What a transactional database starts from. */
export const transactional: PostgresParameters = { max_connections: 100, shared_buffers: '256MB' };
