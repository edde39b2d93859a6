/**
 * Compiles the project in the working directory, and judges the declarations of the package that it loads: `skipLibCheck` would
 * skip them, and without it half of the time would go into declarations of other packages.
 */
const ts = require('typescript');

const config = ts.getParsedCommandLineOfConfigFile(
  'tsconfig.json',
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
);
const program = ts.createProgram(config.fileNames, config.options);
const judged = program
  .getSourceFiles()
  .filter(({ fileName }) => !fileName.endsWith('.d.ts') || /\/cdk8s-lockstep\//.test(fileName));
const diagnostics = [
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...judged.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
if (!judged.some(({ fileName }) => fileName.endsWith('/lib/index.d.ts'))) throw new Error('the package is not loaded');
diagnostics.forEach(fail);
// Of each file by itself: to emit all at once checks all.
config.fileNames.forEach((name) => program.emit(program.getSourceFile(name)));

function fail(diagnostic) {
  throw new Error(ts.formatDiagnostic(diagnostic, ts.createCompilerHost({})));
}
