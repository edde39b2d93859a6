/** Building of one kustomization. */
import type { Finding } from '../../model/finding';
import { runTool } from './tool';

/** @param folder where it lies on this machine, which findings do not name */
export function buildKustomization(file: string, folder: string, command: readonly string[]): { readonly text?: string; readonly finding?: Finding } {
  const [program, ...args] = command;
  const { output, problem } = runTool(program!, [...args, '.'], folder);
  if (output !== undefined) return { text: output };
  const message = `it does not build: ${problem.replaceAll(`${folder}/`, '').replaceAll(folder, '.')}`;
  return { finding: { code: 'LS860', file, message, fix: `Mend it there; \`${command.join(' ')} DIR\` tells when it builds.` } };
}
