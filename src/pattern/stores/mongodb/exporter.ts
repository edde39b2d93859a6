/** Metrics of each member, by a percona/mongodb_exporter sidecar: dashboards and alerts use its metric names. */
import type { Subject } from '../../engine/build';
import type { ServerCertificate } from '../stateful/server-certificate';
import { exporterSidecar, type ExporterSidecar } from '../stateful/exporter';
import type { Sidecar } from '../stateful/sidecar';
import { MONGO_PORT } from './members';
import { mongoLogin, type Account } from './users';

export const EXPORTER_PORT = 9216;
const USER = 'exporter';

/** The user that it logs in as, with the rights that its documentation asks for. */
export function exporterAccount(mongo: string): Account {
  return {
    login: mongoLogin(mongo, USER),
    roles: [
      { db: 'admin', name: 'clusterMonitor' },
      { db: 'local', name: 'read' },
    ],
  };
}

export function mongoExporter(
  mongo: Subject,
  { image = 'mongodb-exporter', resources = {} }: Sidecar = {},
  certificate: ServerCertificate | undefined,
): ExporterSidecar {
  const { login } = exporterAccount(mongo.name);
  const trust = certificate === undefined ? '' : `?tls=true&tlsCAFile=${certificate.beside.authority}`;
  const exporter = {
    image,
    port: EXPORTER_PORT,
    args: ['--collector.diagnosticdata', '--collector.replicasetstatus', '--collector.dbstats'],
    env: { MONGODB_URI: `mongodb://localhost:${MONGO_PORT}/admin${trust}`, MONGODB_USER: login.username },
    secrets: { MONGODB_PASSWORD: login.password },
    resources: { ...resources, limits: { memory: '128Mi', ...resources.limits } },
  };
  return exporterSidecar(mongo, exporter, { mounts: certificate?.beside.mounts ?? [] });
}
