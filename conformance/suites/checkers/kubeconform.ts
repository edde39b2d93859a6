import { temporaryFolder } from '../../cleanup';
import { startCluster } from '../../cluster/cluster';
import { CONTROL_PLANE_TOOLS } from '../../cluster/control-plane';
import { run } from '../../processes';
import { type Checker, filesOf, oneByOne } from './checker';
import { SCHEMA_LOCATION, writeSchemas } from './schemas';

/** Strict, with the schemas of a running API server that has the definitions in use. */
export const kubeconform: Checker = {
  name: 'kubeconform',
  tools: [...CONTROL_PLANE_TOOLS, 'kubeconform'],
  check: async (environments, tool) => {
    const manifests = environments.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    const folder = temporaryFolder('schemas');
    const plane = await startCluster(tool, 'schemas', manifests, { nodes: false });
    try {
      await writeSchemas(plane.api, folder, new Set(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)));
    } finally {
      await plane.stop();
    }
    const options = ['-strict', '-output', 'json', '-schema-location', `${folder}/${SCHEMA_LOCATION}`];
    return oneByOne(async (environment) => {
      const result = await run(tool('kubeconform'), [...options, ...filesOf(environment)]);
      const report = JSON.parse(result.stdout) as {
        resources?: readonly { kind: string; name: string; status: string; msg: string }[];
      };
      return (report.resources ?? []).map(({ kind, name, status, msg }) => ({
        rule: status,
        object: `${kind}/${name}`,
        message: msg,
      }));
    })(environments, tool);
  },
};
