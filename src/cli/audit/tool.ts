/** Tools of others that turn what people write into manifests. */
import { runBounded } from '../bounded';

export interface ToolRun {
  readonly output?: string;
  /** Why there is none, in the words of the tool. */
  readonly problem: string;
  readonly missing: boolean;
}

/** @param cwd folder in which it runs */
export function runTool(command: string, args: readonly string[], cwd: string): ToolRun {
  const { status, stdout, stderr, problem, missing } = runBounded(command, args, { cwd });
  if (problem !== undefined) return { problem, missing };
  if (status === 0) return { output: stdout.toString('utf8'), problem: '', missing };
  return { problem: said(stderr) || `${command} exits with ${status}`, missing };
}

/** The last lines; the whole of what kubectl logs as one error of several lines. */
function said(stderr: string): string {
  const block = /^E\d{4} .* err=<\n(.*)\n >\s*$/ms.exec(stderr)?.[1];
  if (block !== undefined) return block.replace(/^\t/gm, '').split('\n').slice(-12).join('\n');
  return stderr
    .trim()
    .split('\n')
    .slice(-3)
    .join('\n')
    .replace(/^error: /i, '');
}

/** What builds overlays here: `kustomize build`, or `kubectl kustomize`. */
export function kustomizeCommand(): readonly string[] | undefined {
  if (!runTool('kustomize', ['version'], '.').missing) return ['kustomize', 'build'];
  return runTool('kubectl', ['kustomize', '--help'], '.').missing ? undefined : ['kubectl', 'kustomize'];
}
