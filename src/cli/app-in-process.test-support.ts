/** Runs the app of a test's project in the process of the test, where it is not the child process that is tested. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import type { ProjectModel } from '../app';
import type { AppRun } from './project-model';

/** @param root folder of a project with a `main.ts` that ends well */
export function runInProcess(root: string): AppRun {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-in-process-'));
  const file = join(folder, 'model.json');
  const cwd = jest.spyOn(process, 'cwd').mockReturnValue(root);
  process.env.LOCKSTEP_MODEL = file;
  try {
    load(join(root, 'main.ts'));
    const model = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProjectModel) : undefined;
    return { model, failure: undefined, stderr: '' };
  } finally {
    delete process.env.LOCKSTEP_MODEL;
    cwd.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

function load(file: string): unknown {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const own = (name: string): unknown =>
    name === 'cdk8s-lockstep' ? require('../index') : load(join(dirname(file), `${name}.ts`));
  const module = { exports: {} };
  new Function('require', 'exports', 'module', code)(own, module.exports, module);
  return module.exports;
}
