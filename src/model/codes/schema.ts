/** Codes LS3: schemas. */
import type { CodesOf } from './entry';

export const SCHEMA_CODES = {
  LS301: {
    slug: 'unknown-field',
    why: 'The API server silently drops the field or rejects the object, so the setting has no effect.',
  },
  LS302: {
    slug: 'wrong-type',
    why: 'The API server rejects the object.',
  },
  LS303: {
    slug: 'missing-field',
    title: 'required field missing',
    why: 'The API server rejects the object.',
  },
  LS304: {
    slug: 'invalid-enum-value',
    title: 'value not in the enum',
    why: 'The API server rejects the object.',
  },
  LS305: {
    slug: 'invalid-format',
    title: 'value in an invalid format',
    why: 'The API server rejects the object.',
  },
  LS306: {
    slug: 'pattern-mismatch',
    title: 'value does not match the pattern',
    why: 'The API server rejects the object.',
  },
  LS307: {
    slug: 'number-out-of-range',
    why: 'The API server rejects the object.',
  },
  LS308: {
    slug: 'invalid-length',
    title: 'value too short or too long',
    why: 'The API server rejects the object.',
  },
  LS309: {
    slug: 'duplicate-list-element',
    why: 'Server-side apply rejects lists in which two elements have the same key.',
  },
  LS310: {
    slug: 'field-combination',
    title: 'invalid combination of fields in the schema',
    why: 'The API server rejects an object that sets both, or only one, of fields that exclude or require each other.',
  },
  LS311: {
    slug: 'invalid-quantity',
    why: 'The API server rejects the object.',
  },
  LS312: {
    slug: 'non-canonical-quantity',
    title: 'quantity not in canonical form',
    severity: 'warning',
    why: 'The cluster stores it in another form, so git and cluster differ forever.',
  },
  LS313: {
    slug: 'kind-not-served',
    title: 'apiVersion or kind not served',
    why: 'The API server does not know the kind, so the sync fails.',
  },
  LS314: {
    slug: 'deprecated-api',
    title: 'deprecated apiVersion',
    severity: 'warning',
    why: 'A future version of Kubernetes or of the operator will not serve it.',
  },
  LS315: {
    slug: 'no-schema',
    title: 'no schema for the kind',
    severity: 'warning',
    why: 'Mistakes in its fields only show up in the cluster.',
  },
  LS316: {
    slug: 'field-not-in-version',
    title: 'field of another Kubernetes version',
    why: 'Clusters whose version lacks the field drop it silently.',
  },
} as const satisfies CodesOf<3>;
