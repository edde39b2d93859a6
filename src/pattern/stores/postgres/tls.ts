/** Connections that are encrypted, to a server that proves who it is. */
import type { Part } from '../../../model/expression';
import { OperatorFile } from '../../workload/operator-files';

/**
 * Before the rules that CloudNativePG adds for everybody; those of its replicas and its pooler, which show certificates, come
 * before this one (`pkg/postgres/configuration.go`).
 */
export const NO_PLAIN_TEXT = ['hostnossl all all all reject'];

/** What a URL says to libpq, and to drivers that speak as it does; the authority is the one that the operator made. */
export function verified(cluster: string): readonly Part[] {
  return ['?sslmode=verify-full&sslrootcert=', new OperatorFile(`${cluster}-ca`, 'ca.crt')];
}

/** Poolers show the certificate of the server, which knows their names only when they are listed. */
export function poolerNames(namespace: string, pooler: string): readonly string[] {
  return [pooler, `${pooler}.${namespace}`, `${pooler}.${namespace}.svc`];
}
