import { parseAllDocuments } from 'yaml';
import { CODES, type Code } from '../../model/codes';
import { inspectEnvironments, type InspectedEnvironment } from '..';
import { EXAMPLES } from '.';
import type { JsonObject } from '../../model/json';

export function environmentOf(yaml: string, name = 'staging'): InspectedEnvironment {
  const objects = parseAllDocuments(yaml).map((document, index) => ({ json: document.toJS() as JsonObject, file: `${index}.yaml` }));
  return { platform: 'shop', environment: name, objects, provided: [] };
}

const other: InspectedEnvironment = { platform: 'shop', environment: 'prod', objects: [], provided: [] };
const inspect = (yaml: string) => inspectEnvironments([environmentOf(yaml), other], undefined);

describe.each(Object.entries(EXAMPLES))('%s', (code, example) => {
  it('fires on the bad example, and only it does', () => {
    expect(inspect(example.bad)).toEqual([expect.objectContaining({ code, environments: ['staging'], message: example.message, fix: example.fix })]);
  });

  it('is silent on its twin', () => {
    expect(inspect(example.good)).toEqual([]);
  });
});

it('has an example for every code of single environments', () => {
  const own = (Object.keys(CODES) as Code[]).filter((code) => /^LS(4|55|56|57|6|70|71|72)/.test(code));
  expect(own.filter((code) => EXAMPLES[code] === undefined)).toEqual([]);
});
