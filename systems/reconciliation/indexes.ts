/** Performance indexes of `20250102000000_add_performance_indexes`, which was a script and is a migration of Diesel like the others. */
export const expectedIndexes = [
  'idx_reconciliation_jobs_created_at',
  'idx_reconciliation_jobs_project_id',
  'idx_reconciliation_jobs_status',
  'idx_reconciliation_results_job_id',
  'idx_reconciliation_results_status',
  'idx_users_email',
] as const;

/** Fails where an index is missing, or was left invalid by a build that broke off. No dollar quotes: Kubernetes expands them in arguments. */
export const requireIndexes = `do language plpgsql '
declare missing text;
begin
  select string_agg(name, '', '') into missing from unnest(string_to_array(''${expectedIndexes.join(',')}'', '','')) name
  where not exists (select from pg_index where indexrelid = to_regclass(name) and indisvalid);
  if missing is not null then raise exception ''performance indexes are missing or invalid: %'', missing; end if;
end'`;

/** What has been applied here, and when: psql prints it, and the log keeps it. */
export const migrationStatus = 'select version, run_on from __diesel_schema_migrations order by version';
