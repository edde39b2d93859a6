/** What `lockstep check` says of one file of `dist/`: what is committed against what the source yields. */
import { differenceFindings } from '../../src/cli/check/committed';
import { renderJson } from '../../src/emit/yaml';
import type { Finding } from '../../src/model/finding';
import type { JsonObject } from '../../src/model/json';

/** @param json as a committed file would hold it @param wanted text that the source yields */
export function checkFindings(path: string, json: JsonObject, wanted: string): Finding[] {
  const committed = Buffer.from(committedText(json));
  if (committed.equals(Buffer.from(wanted))) return [];
  return differenceFindings({
    shown: `dist/${path}`,
    environments: undefined,
    rewrite: 'npx lockstep synth',
    committed,
    wanted,
  });
}

/** As synth writes it, so that nothing but the mutation is to be seen. */
export function committedText(json: JsonObject): string {
  return `---\n${renderJson(json)}`;
}
