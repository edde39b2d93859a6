/** Keys and sizes of ConfigMaps and Secrets. */
import { knownKind } from '../kinds';
import { dataKey } from './grammar';
import { isMap, map, phrase, type Check } from './report';

/** Of the API server: the sum of keys and values. */
const LIMIT = 1024 * 1024;

export const checkData: Check = (kind, json, report) => {
  const fields = knownKind(kind)?.fields?.data;
  if (fields === undefined) return;
  let size = 0;
  for (const field of fields) {
    const data = map(json, ...field);
    for (const key of Object.keys(data)) {
      const at = [...field, key];
      const value: unknown = data[key];
      const wrong = dataKey(key);
      if (wrong !== undefined)
        report('LS668', at)`
          Key \`${{ key }}\` ${{ wrong }}.
          Use a valid key.`;
      if (typeof value === 'string') size += key.length + Buffer.byteLength(value);
      else
        report('LS668', at)`
          Key \`${{ key }}\` contains ${isMap(value) ? phrase`a map` : { value: JSON.stringify(value) }}, not a string.
          Quote the value.`;
    }
  }
  if (size > LIMIT) {
    const first = fields.find((field) => Object.keys(map(json, ...field)).length > 0) ?? fields[0]!;
    report('LS669', first)`
      It has ${{ size }} bytes; the limit is ${{ limit: LIMIT }}.
      Split it, or mount the data from an image or a volume.`;
  }
};
