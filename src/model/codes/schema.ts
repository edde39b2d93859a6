/** Codes LS3: schemas. */
import type { CodesOf } from './entry';

export const SCHEMA_CODES = {
  LS301: {
    title: 'unknown field',
    severity: 'error',
    why: 'The API server drops it in silence, or refuses the object: what it says never happens.',
  },
  LS302: { title: 'wrong type', severity: 'error', why: 'The API server refuses the object.' },
  LS303: { title: 'required field missing', severity: 'error', why: 'The API server refuses the object.' },
  LS304: { title: 'value outside of its enumeration', severity: 'error', why: 'The API server refuses the object.' },
  LS305: { title: 'value in a wrong format', severity: 'error', why: 'The API server refuses the object.' },
  LS306: {
    title: 'value that does not match its pattern',
    severity: 'error',
    why: 'The API server refuses the object.',
  },
  LS307: { title: 'number out of range', severity: 'error', why: 'The API server refuses the object.' },
  LS308: { title: 'too short or too long', severity: 'error', why: 'The API server refuses the object.' },
  LS309: {
    title: 'duplicate element of a list',
    severity: 'error',
    why: 'Server-side apply refuses lists in which two elements have the same key.',
  },
  LS310: {
    title: 'fields that exclude or demand each other',
    severity: 'error',
    why: 'The API server refuses the object.',
  },
  LS311: { title: 'invalid quantity', severity: 'error', why: 'The API server refuses the object.' },
  LS312: {
    title: 'quantity not in canonical form',
    severity: 'warning',
    why: 'The cluster writes it another way, so what is in git and what is in the cluster look different for ever.',
  },
  LS313: {
    title: 'API version or kind not served',
    severity: 'error',
    why: 'The API server does not know the kind, and the sync fails.',
  },
  LS314: {
    title: 'deprecated API version',
    severity: 'warning',
    why: 'A coming version of Kubernetes or of the operator will not serve it.',
  },
  LS315: { title: 'no schema known', severity: 'warning', why: 'Mistakes in its fields show only in the cluster.' },
  LS316: {
    title: 'field of another Kubernetes version',
    severity: 'error',
    why: 'Clusters of a version without the field drop it in silence.',
  },
} as const satisfies CodesOf<3>;
