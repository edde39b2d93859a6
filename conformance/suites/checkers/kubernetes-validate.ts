import { groupOf } from '../../dist';
import { run } from '../../processes';
import { SCHEMA_VERSIONS } from '../../versions';
import type { Checker, Violation } from './checker';

/** Strict, for the oldest and newest Kubernetes of the declared range and two between; custom resources are for kubeconform. */
export const kubernetesValidate: Checker = {
  name: 'kubernetes-validate',
  tools: ['kubernetes-validate'],
  check: async (environment, tool) => {
    const builtIn = environment.objects.filter(({ manifest }) => !groupOf(manifest.apiVersion).includes('.') || /\.k8s\.io$/.test(groupOf(manifest.apiVersion)));
    const native = builtIn.filter(({ manifest }) => groupOf(manifest.apiVersion) !== 'gateway.networking.k8s.io');
    const violations: Violation[] = [];
    for (const version of SCHEMA_VERSIONS) {
      const result = await run(tool('kubernetes-validate'), ['-k', version, '--strict', '--quiet', ...native.map(({ file }) => `${environment.folder}/${file}`)]);
      const lines = `${result.stdout}${result.stderr}`.split('\n').filter((line) => line.trim() !== '');
      for (const line of lines) {
        const file = native.find((object) => line.includes(`/${object.file} `));
        violations.push({ rule: version, object: file === undefined ? 'File/unknown' : `${file.manifest.kind}/${file.manifest.metadata.name}`, message: line.replace(environment.folder, '') });
      }
      if (result.code !== 0 && lines.length === 0) throw new Error(`kubernetes-validate exited with ${result.code}`);
    }
    return violations;
  },
};
