import { run } from '../../processes';
import type { Checker } from './checker';

interface CheckovReport {
  readonly results?: {
    readonly failed_checks?: readonly { readonly check_id: string; readonly check_name: string; readonly resource: string }[];
    readonly parsing_errors?: readonly string[];
  };
}

export const checkov: Checker = {
  name: 'checkov',
  tools: ['checkov'],
  check: async (environment, tool) => {
    const args = [
      '-d',
      environment.folder,
      '--framework',
      'kubernetes',
      '--skip-download',
      '--output',
      'json',
      '--quiet',
      '--compact',
    ];
    const result = await run(tool('checkov'), args, { env: { LOG_LEVEL: 'ERROR' } });
    const parsed = JSON.parse(result.stdout) as CheckovReport | readonly CheckovReport[];
    const reports: readonly CheckovReport[] = Array.isArray(parsed)
      ? (parsed as readonly CheckovReport[])
      : [parsed as CheckovReport];
    return reports.flatMap(({ results }) => [
      ...(results?.failed_checks ?? []).map(({ check_id: rule, check_name: message, resource }) => {
        const [kind = '', ...rest] = resource.split('.');
        // The namespace stands between kind and name, when there is one.
        const name = environment.objects.find(
          ({ manifest }) => manifest.kind === kind && rest.join('.').endsWith(manifest.metadata.name),
        )?.manifest.metadata.name;
        return { rule, object: `${kind}/${name ?? rest.at(-1) ?? ''}`, message };
      }),
      ...(results?.parsing_errors ?? []).map((file) => ({ rule: 'parsing', object: 'File/unknown', message: file })),
    ]);
  },
};
