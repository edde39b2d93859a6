/**
 * Where in the user's program an error was thrown: the first frame of its stack that is neither in this package nor in
 * another one.
 * @param own folder of this package's code
 * @returns `main.ts:12:5`, relative to the working directory if it is inside it; `undefined` when no frame is the user's
 */
export function placeInProgram(stack: string, own: string, cwd: string): string | undefined {
  for (const line of stack.split('\n').slice(1)) {
    const match = /(?:\(|at )(?:async )?(?:file:\/\/)?(\/[^()]+|[A-Za-z]:[^()]+):(\d+):(\d+)\)?$/.exec(line.trim());
    if (match === null) continue;
    const [, file = '', row, column] = match;
    if (file.includes('/node_modules/') || file.startsWith(own)) continue;
    return `${file.startsWith(`${cwd}/`) ? file.slice(cwd.length + 1) : file}:${row}:${column}`;
  }
  return undefined;
}
