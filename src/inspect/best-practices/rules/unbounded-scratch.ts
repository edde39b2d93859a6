import { resourceAmount } from '../container-resources';
import { api, get, list, phrase, text, type Rule } from '../rule';

export const unboundedScratch: Rule = {
  code: 'LS033',
  equivalents: { 'kube-score': 'container-ephemeral-storage-request-and-limit' },
  differs:
    'Only volumes are checked; kube-score requires a request and a limit for ephemeral storage in every container.',
  bad: api('', 'volumes: [{name: tmp, emptyDir: {}}]'),
  good: api('', 'volumes: [{name: tmp, emptyDir: {sizeLimit: 64Mi}}]'),
  on: 'pod',
  judge({ spec, workload }, say) {
    // Limits on the scratch space of every container bound the volumes, too.
    const bounded = list(spec, 'containers').every(
      (container) => resourceAmount(container, 'limits', 'ephemeral-storage') !== undefined,
    );
    list(spec, 'volumes').forEach((volume, index) => {
      const scratch = get(volume, 'emptyDir');
      if (scratch === undefined || get(scratch, 'sizeLimit') !== undefined) return;
      const inMemory = text(scratch, 'medium') === 'Memory';
      if (!inMemory && bounded) return;
      const message = inMemory
        ? phrase`Volume \`${{ name: text(volume, 'name') ?? '' }}\` of ${{ workload }} is in-memory without a size limit: its contents count toward the memory limit, and can get the container OOM-killed.`
        : phrase`Volume \`${{ name: text(volume, 'name') ?? '' }}\` of ${{ workload }} can fill the disk of its node, which evicts other pods.`;
      say(['volumes', index, 'emptyDir', 'sizeLimit'])`
        ${message}
        Set a \`sizeLimit\`.`;
    });
  },
};
