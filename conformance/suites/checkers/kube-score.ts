import { run } from '../../processes';
import { type Checker, filesOf, oneByOne } from './checker';

interface Scored {
  readonly object_name: string;
  readonly object_meta: { readonly name: string };
  readonly type_meta: { readonly kind: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path?: string; readonly summary: string }[] | null;
  }[];
}

/** The grade that kube-score gives when it has nothing to say. */
const ALL_OK = 10;

export const kubeScore: Checker = {
  name: 'kube-score',
  tools: ['kube-score'],
  check: oneByOne(async (environment, tool) => {
    const result = await run(tool('kube-score'), [
      'score',
      '--output-format',
      'json',
      '--kubernetes-version',
      'v1.36',
      ...filesOf(environment),
    ]);
    const scored = JSON.parse(result.stdout) as readonly Scored[];
    return scored.flatMap(({ type_meta: { kind }, object_meta: { name }, checks }) =>
      checks
        .filter(({ grade, skipped }) => grade < ALL_OK && !skipped)
        .map(({ check, comments }) => ({
          rule: check.id,
          object: `${kind}/${name}`,
          message: (comments ?? []).map(({ path, summary }) => [path, summary].filter(Boolean).join(': ')).join('; '),
        })),
    );
  }),
};
