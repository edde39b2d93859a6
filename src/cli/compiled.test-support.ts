/** The package compiled, as its users have it: a child that loads it does not compile it once more. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

const ROOT = join(__dirname, '..', '..');
const BUNDLES = join('inspect', 'schema', 'bundles');
const NOT_PUBLISHED = /\.test\.|\.test-d\.|\.test-support\.|^laws\/|^inspect\/examples\//;

/** @param folder gets `package.json`, `lib/` and the dependencies */
export function compilePackage(folder: string): void {
  const [src, lib] = [join(ROOT, 'src'), join(folder, 'lib')];
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.filter((name) => name.endsWith('.ts') && !NOT_PUBLISHED.test(name))) {
    const compiled = join(lib, file.replace(/ts$/, 'js'));
    mkdirSync(dirname(compiled), { recursive: true });
    compile(join(src, file), compiled, false);
  }
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  cpSync(join(src, BUNDLES), join(lib, BUNDLES), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
}

/** Compiles a program for `node --enable-source-maps`. @param file its source; the JavaScript is written next to it */
export function compileProgram(file: string): void {
  compile(file, file.replace(/ts$/, 'js'), 'inline');
}

function compile(from: string, to: string, sourceMaps: 'inline' | false): void {
  const { code } = transformSync(readFileSync(from, 'utf8'), {
    filename: basename(from),
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps,
    swcrc: false,
  });
  writeFileSync(to, code);
}
