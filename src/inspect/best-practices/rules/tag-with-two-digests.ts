import { append, obtain } from '../../../model/append';
import { catalogOf } from '../../catalog';
import { POD_TEMPLATES } from '../../kinds';
import { isPinned } from '../../image-reference';
import type { CatalogEntry } from '../../catalog/entries';
import type { Trail } from '../../object-path';
import { all, api, list, object, text, type Rule } from '../rule';

const [ONE, OTHER] = ['0123456789abcdef'.repeat(4), 'fedcba9876543210'.repeat(4)];
const step = (digest: string) =>
  object(
    'batch/v1',
    'Job',
    'copy',
    `spec: {template: {spec: {restartPolicy: Never, containers: [{name: copy, image: "rclone:1.71@sha256:${digest}"}]}}}`,
  );
const POD = api(
  `image: "rclone:1.71@sha256:${ONE}"`,
  `initContainers: [{name: first, image: "rclone:1.71@sha256:${ONE}"}]`,
);

interface Use {
  readonly entry: CatalogEntry;
  readonly trail: Trail;
  readonly image: string;
}

export const tagWithTwoDigests: Rule = {
  code: 'LS036',
  bad: all(POD, step(OTHER)),
  good: all(POD, step(ONE)),
  on: 'environment',
  judge(environment, say) {
    const uses = catalogOf(environment).files.flatMap(usesOf);
    const tell = (key: (image: string) => string, other: (image: string) => string, what: string) => {
      const groups = new Map<string, Map<string, Use[]>>();
      for (const use of uses) {
        append(
          obtain(groups, key(use.image), () => new Map()),
          other(use.image),
          use,
        );
      }
      for (const [same, group] of groups) {
        if (group.size < 2) continue;
        const [usual, ...odd] = [...group].sort(([, a], [, b]) => b.length - a.length);
        for (const [value, all] of odd) {
          for (const { entry, trail } of all)
            say(entry, trail)`
              \`${{ same }}\` has ${{ what }} \`${{ value }}\` here, and \`${{ usual: usual![0] }}\` in ${{ entry: usual![1][0]!.entry.name }}.
              Define both in one place, so that they change together.`;
        }
      }
    };
    tell(
      (image) => image.split('@')[0]!,
      (image) => image.split('@')[1]!,
      'the digest',
    );
    tell(
      (image) => `${image.split('@')[0]!.replace(/:[^:/]*$/, '')}@${image.split('@')[1]!}`,
      (image) => /:([^:/]*)@/.exec(image)?.[1] ?? 'latest',
      'the tag',
    );
  },
};

function usesOf(entry: CatalogEntry): readonly Use[] {
  const template = POD_TEMPLATES[entry.kind];
  if (template === undefined) return [];
  return ['initContainers', 'containers'].flatMap((field) =>
    list(entry.source?.json, ...template, 'spec', field).flatMap((container, index): Use[] => {
      const image = text(container, 'image');
      return image === undefined || !isPinned(image)
        ? []
        : [{ entry, image, trail: [...template, 'spec', field, index, 'image'] }];
    }),
  );
}
