/** A Pooler of CloudNativePG: PgBouncer in front of a Cluster. */
import { list, number, text } from '../../read';
import { labelsAt, replicasAt, tcp, type Kind } from '../kind';
import { POD_SITES } from '../pod-sites';
import { below } from '../site';
import { standardLabels } from './labels';
import { CLUSTER } from './of-cluster';
import type { JsonObject } from '../../../model/json';

const SPEC = ['spec', 'template', 'spec'];

export const pooler: Kind = {
  kind: 'Pooler.postgresql.cnpg.io',
  makes: (json, name) => [
    {
      kind: 'Service',
      name: text(json, 'spec', 'serviceTemplate', 'metadata', 'name') ?? name,
      ports: [{ name: 'pgbouncer', port: servicePort(json) }],
    },
    { kind: 'ServiceAccount', name },
  ],
  runs: {
    /** Its own labels come over those of the template. */
    pods: (json, name) => {
      const cluster = text(json, 'spec', 'cluster', 'name') ?? '';
      return [
        {
          labels: {
            ...labelsAt(json, 'spec', 'template', 'metadata'),
            ...standardLabels(cluster, 'pooler'),
            'cnpg.io/cluster': cluster,
            'cnpg.io/poolerName': name,
            'cnpg.io/podRole': 'pooler',
          },
          ports: [tcp('pgbouncer', 5432), tcp('metrics', 9127)],
          replicas: replicasAt('instances')(json),
          spec: SPEC,
          claims: [],
        },
      ];
    },
    surge: (replicas) => Math.ceil(replicas / 4),
    store: undefined,
  },
  references: [CLUSTER, { path: 'spec.pgbouncer.authQuerySecret', to: 'Secret' }, ...below(SPEC.join('.'), POD_SITES)],
};

/** A port of the template that has its name takes the place of the operator's own. */
function servicePort(json: JsonObject): number {
  const given = list(json, 'spec', 'serviceTemplate', 'spec', 'ports').find(
    (port) => text(port, 'name') === 'pgbouncer',
  );
  return number(given, 'port') ?? 5432;
}
