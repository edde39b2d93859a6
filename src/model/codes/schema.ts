/** Codes LS3: schemas. */
import type { CodesOf } from './entry';

export const SCHEMA_CODES = {
  LS301: {
    slug: 'unknown-field',
    title: 'unknown field',
    severity: 'error',
    why: 'The API server drops it silently, or rejects the object: what it says never happens.',
  },
  LS302: {
    slug: 'wrong-type',
    title: 'wrong type',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS303: {
    slug: 'missing-field',
    title: 'required field missing',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS304: {
    slug: 'invalid-enum-value',
    title: 'value not in the enum',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS305: {
    slug: 'invalid-format',
    title: 'value in an invalid format',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS306: {
    slug: 'pattern-mismatch',
    title: 'value does not match the pattern',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS307: {
    slug: 'number-out-of-range',
    title: 'number out of range',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS308: {
    slug: 'invalid-length',
    title: 'value too short or too long',
    severity: 'error',
    why: 'The API server rejects the object.',
  },
  LS309: {
    slug: 'duplicate-list-element',
    title: 'duplicate list element',
    severity: 'error',
    why: 'Server-side apply rejects lists in which two elements have the same key.',
  },
  LS310: {
    slug: 'field-combination',
    title: 'invalid combination of fields in the schema',
    severity: 'error',
    why: 'The API server rejects an object that sets both, or only one, of fields that exclude or require each other.',
  },
  LS311: {
    slug: 'invalid-quantity',
    title: 'invalid quantity',
    severity: 'error',
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
    severity: 'error',
    why: 'The API server does not know the kind, and the sync fails.',
  },
  LS314: {
    slug: 'deprecated-api',
    title: 'deprecated apiVersion',
    severity: 'warning',
    why: 'A coming version of Kubernetes or of the operator will not serve it.',
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
    severity: 'error',
    why: 'Clusters whose version lacks the field drop it silently.',
  },
} as const satisfies CodesOf<3>;
