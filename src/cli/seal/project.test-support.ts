/** A project with certificates for two environments of one platform, in which `lockstep seal` is run. */
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestFolder, testFolder } from '../folder.test-support';
import { lockstepLines } from '../terminal.test-support';

/** Nobody has its private key any more. */
export const CERTIFICATE = join(__dirname, '../../inputs/fixtures/test-certificate.pem');

export interface SealingProject extends TestFolder {
  put(this: void, file: string, content: string | Buffer): void;
  /** A sealed file of the platform, as it stands. */
  text(this: void, environment: string, name: string): string;
  /** @param args words; quotes keep spaces together */
  lockstep(this: void, args: string, stdin?: string | Buffer, now?: string): ReturnType<typeof lockstepLines>;
  /** What `lockstep seal` prints, which succeeds. */
  sealed(this: void, args: string, stdin?: string | Buffer): Promise<string[]>;
  /** What `lockstep seal` says, which fails and leaves every file alone. */
  refused(this: void, args: string, stdin?: string | Buffer): Promise<[code: number, ...lines: string[]]>;
}

/** Makes it anew before each test. */
export function sealingProject(): SealingProject {
  const folder = testFolder('seal');
  const put = (file: string, content: string | Buffer): void => folder.write({ [file]: content });
  beforeEach(() => {
    mkdirSync(join(folder.path, 'certs/shop'), { recursive: true });
    for (const environment of ['dev', 'prod']) cpSync(CERTIFICATE, join(folder.path, `certs/shop/${environment}.pem`));
    put('proof/shop/environments.yaml', 'dev: { namespace: shop-dev }\nprod: { namespace: shop-prod }\n');
  });
  const lockstep = (args: string, stdin: string | Buffer = '', now = '2026-01-02T03:04:05.678Z') => {
    const words = args.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ''));
    return lockstepLines(words, folder.path, { stdin: () => Buffer.from(stdin), now: () => new Date(now) });
  };
  const files = (): string[] => {
    const names = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).sort();
    return names.map((name) =>
      name.endsWith('.yaml') ? `${name}\n${readFileSync(join(folder.path, name), 'utf8')}` : name,
    );
  };
  return {
    get path() {
      return folder.path;
    },
    write: folder.write,
    put,
    text: (environment, name) => readFileSync(join(folder.path, `secrets/shop/${environment}/${name}.yaml`), 'utf8'),
    lockstep,
    async sealed(args, stdin) {
      const { code, out, err } = await lockstep(`seal ${args}`, stdin);
      expect([code, err]).toEqual([0, []]);
      return out;
    },
    async refused(args, stdin) {
      const before = files();
      const { code, out, err } = await lockstep(`seal ${args}`, stdin);
      expect(out).toEqual([]);
      expect(files()).toEqual(before);
      return [code, ...err.flatMap((block) => block.split('\n').map((line) => line.trim()))];
    },
  };
}
