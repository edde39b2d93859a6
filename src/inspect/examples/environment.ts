import { parseAllDocuments } from 'yaml';
import type { JsonObject } from '../../model/json';
import type { InspectedEnvironment, Provided } from '../types';

/** An environment made of YAML documents, in files `0.yaml`, `1.yaml` and so on. */
export function environmentOf(
  yaml: string,
  name = 'staging',
  provided: readonly Provided[] = [],
): InspectedEnvironment {
  const objects = parseAllDocuments(yaml).map((document, index) => ({
    json: document.toJS() as JsonObject,
    file: `${index}.yaml`,
  }));
  return { platform: 'shop', environment: name, objects, provided };
}
