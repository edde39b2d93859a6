import { cpSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { temporaryFolder } from '../../cleanup';
import { run } from '../../processes';
import { type Checker, nameOf, type Violation } from './checker';

interface CheckovReport {
  readonly results?: {
    readonly failed_checks?: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly resource: string;
      readonly file_abs_path: string;
    }[];
    readonly parsing_errors?: readonly string[];
  };
}

/** One run for all environments: starting it costs more than what it looks at. */
export const checkov: Checker = {
  name: 'checkov',
  tools: ['checkov'],
  check: async (environments, tool) => {
    const folder = realpathSync(temporaryFolder('checkov'));
    for (const environment of environments)
      cpSync(environment.folder, join(folder, nameOf(environment)), { recursive: true });
    const args = [
      '-d',
      folder,
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
    const place = (file: string): { readonly environment: string; readonly file: string } => {
      const [platform = '', name = '', ...rest] = relative(folder, file).split(sep);
      return { environment: `${platform}/${name}`, file: rest.join('/') };
    };
    return reports.flatMap(({ results }): Violation[] => [
      ...(results?.failed_checks ?? []).map(({ check_id: rule, check_name: message, resource, file_abs_path }) => {
        const { environment, file } = place(file_abs_path);
        const kind = resource.split('.')[0] ?? '';
        const name = environments
          .find((candidate) => nameOf(candidate) === environment)
          ?.objects.find((object) => object.file === file && object.manifest.kind === kind)?.manifest.metadata.name;
        return { environment, rule, object: `${kind}/${name ?? resource}`, message };
      }),
      ...(results?.parsing_errors ?? []).map((path) => {
        const { environment, file } = place(path);
        return { environment, rule: 'parsing', object: `File/${file}`, message: path };
      }),
    ]);
  },
};
