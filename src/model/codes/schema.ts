/** Codes LS3: schemas. */
import { error, warning, type CodesOf } from './entry';

export const SCHEMA_CODES = {
  LS301: error('unknown-field')`
    The API server silently drops the field or rejects the object, so the setting has no effect.`,
  LS302: error('wrong-type')`
    The API server rejects the object.`,
  LS303: error('missing-field')`
    required field missing
    The API server rejects the object.`,
  LS304: error('invalid-enum-value')`
    value not in the enum
    The API server rejects the object.`,
  LS305: error('invalid-format')`
    value in an invalid format
    The API server rejects the object.`,
  LS306: error('pattern-mismatch')`
    value does not match the pattern
    The API server rejects the object.`,
  LS307: error('number-out-of-range')`
    The API server rejects the object.`,
  LS308: error('invalid-length')`
    value too short or too long
    The API server rejects the object.`,
  LS309: error('duplicate-list-element')`
    Server-side apply rejects lists in which two elements have the same key.`,
  LS310: error('field-combination')`
    invalid combination of fields in the schema
    The API server rejects an object that sets both, or only one, of fields that exclude or require each other.`,
  LS311: error('invalid-quantity')`
    The API server rejects the object.`,
  LS312: warning('non-canonical-quantity')`
    quantity not in canonical form
    The cluster stores it in another form, so git and cluster differ forever.`,
  LS313: error('kind-not-served')`
    apiVersion or kind not served
    The API server does not know the kind, so the sync fails.`,
  LS314: warning('deprecated-api')`
    deprecated apiVersion
    A future version of Kubernetes or of the operator will not serve it.`,
  LS315: warning('no-schema')`
    no schema for the kind
    Mistakes in its fields only show up in the cluster.`,
  LS316: error('field-not-in-version')`
    field of another Kubernetes version
    Clusters whose version lacks the field drop it silently.`,
} satisfies CodesOf<3>;
