/** Building of one kustomization. */
import { relative } from 'node:path';
import { findingAbout, type Finding } from '../../model/finding';
import { runTool } from './tool';

/** @param folder its path on this machine, which findings do not show */
export function buildKustomization(
  file: string,
  folder: string,
  command: readonly string[],
): { readonly text?: string; readonly finding?: Finding } {
  const [program, ...args] = command;
  const { output, problem } = runTool(program!, [...args, '.'], folder);
  if (output !== undefined) return { text: output };
  return {
    finding: findingAbout({ code: 'LS860', file })`
      the build fails: ${{ problem: relativePaths(problem, folder) }}
      Fix the kustomization; \`${{ command: command.join(' ') }} DIR\` shows whether it builds.`,
  };
}

/** In the words of the tool, without what it logs around them, and without the folders of this machine. */
function relativePaths(problem: string, folder: string): string {
  const plain = /^E\d{4} .* err="(.*)"$/s.exec(problem)?.[1]?.replaceAll('\\"', '"').replaceAll('\\n', '\n') ?? problem;
  return plain.replace(/(?<![\w.~-])\/[^\s'":]+/g, (path) => relative(folder, path) || '.');
}
