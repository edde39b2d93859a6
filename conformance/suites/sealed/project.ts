/** A project of a user who seals with the command of Lockstep. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, readYaml } from '../../dist';
import { run } from '../../processes';

export type Scope = 'strict' | 'namespace-wide' | 'cluster-wide';

export interface SealRequest {
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
  readonly value: Buffer;
  readonly scope?: Scope;
  readonly type?: string;
}

export class SealingProject {
  /** @param lockstep folder of Lockstep's source */
  constructor(
    readonly folder: string,
    private readonly lockstep: string,
  ) {
    mkdirSync(join(folder, 'secrets', 'shop', 'prod'), { recursive: true });
    mkdirSync(join(folder, 'certs', 'shop'), { recursive: true });
  }

  useCertificate(file: string): void {
    copyFileSync(file, join(this.folder, 'certs', 'shop', 'prod.pem'));
  }

  async seal(request: SealRequest, ...options: string[]): Promise<void> {
    const file = join(this.folder, 'value');
    writeFileSync(file, request.value);
    const args = [
      '--conditions=source',
      join(this.lockstep, 'src', 'cli', 'main.ts'),
      'seal',
      'shop/prod',
      request.name,
      request.key,
      `--from-file=${file}`,
      `--namespace=${request.namespace}`,
      ...options,
    ];
    if (request.scope !== undefined) args.push(`--scope=${request.scope}`);
    if (request.type !== undefined) args.push(`--type=${request.type}`);
    const result = await run(join(this.lockstep, 'node_modules', '.bin', 'tsx'), args, { cwd: this.folder });
    if (result.code !== 0)
      throw new Error(`lockstep seal ${request.name} ${request.key} exited with ${result.code}: ${result.stderr}`);
  }

  file(name: string): string {
    return join(this.folder, 'secrets', 'shop', 'prod', `${name}.yaml`);
  }

  manifest(name: string): Manifest {
    const [manifest] = readYaml(this.file(name));
    if (manifest === undefined) throw new Error(`${this.file(name)} holds nothing`);
    return manifest;
  }
}
