/** Nodes without machines: kwok answers for the kubelets. Pods run, finish and go at once; claims get volumes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { moduleFolder } from '../tools/go';
import type { Toolbox } from '../tools/toolbox';
import { VERSIONS } from '../versions';
import type { ControlPlane } from './control-plane';
import { podStatus } from './pods';
import { freePorts } from './ports';
import { settle } from './wait';

const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
  'volume/fast/pvc-provision.yaml',
  'volume/fast/pvc-delete.yaml',
  'volume/fast/pv-bind.yaml',
  'volume/fast/pv-delete.yaml',
];

/** Two nodes in each of three zones, large enough for any one platform; no pod is ever refused for want of a machine. */
export const NODES = ['a', 'b', 'c'].flatMap((zone) =>
  [1, 2].map((number) => ({ name: `node-${zone}${number}`, zone: `zone-${zone}` })),
);

export async function startNodes(tool: Toolbox, plane: ControlPlane): Promise<void> {
  const source = join(await moduleFolder('sigs.k8s.io/kwok', VERSIONS.kwok), 'kustomize', 'stage');
  const folder = join(plane.folder, 'stages');
  mkdirSync(folder);
  const configs = STAGES.map((stage) => {
    const file = join(folder, basename(stage));
    // The module's volume stages serve one storage class; here they serve all.
    const text = readFileSync(join(source, stage), 'utf8').replaceAll(
      "self.spec.storageClassName == 'kwok-volume'",
      'true',
    );
    writeFileSync(file, text);
    return `--config=${file}`;
  });
  const [port] = (await freePorts(1)) as [number];
  plane.start('kwok', tool('kwok'), [
    `--kubeconfig=${plane.kubeconfig}`,
    '--manage-all-nodes=true',
    '--node-ip=10.0.0.1',
    '--cidr=10.244.0.0/16',
    `--server-address=127.0.0.1:${port}`,
    '--node-lease-duration-seconds=40',
    ...configs,
  ]);
  const resources = { cpu: '64', memory: '256Gi', pods: '250', 'ephemeral-storage': '2Ti' };
  for (const node of NODES) {
    const answer = await plane.api.request('POST', '/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: node.name,
        labels: {
          'kubernetes.io/hostname': node.name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'topology.kubernetes.io/region': 'region',
          'topology.kubernetes.io/zone': node.zone,
        },
      },
      status: { capacity: resources, allocatable: resources },
    });
    if (answer.status >= 300) throw new Error(`node ${node.name}: ${JSON.stringify(answer.body)}`);
  }
  await settle(60, async () => {
    const nodes = await plane.api.list('v1', 'Node');
    return nodes.flatMap((node) => {
      const taints = (node['spec'] as { taints?: readonly { key: string }[] }).taints ?? [];
      const ready = podStatus(node).conditions?.some(
        (condition) => condition.type === 'Ready' && condition.status === 'True',
      );
      return ready === true && taints.length === 0 ? [] : [`${node.metadata.name} is not ready`];
    });
  });
}
