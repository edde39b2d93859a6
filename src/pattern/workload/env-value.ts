/** What may stand as the value of an environment variable. */
import { Expression, Reference } from '../../model/expression';
import { either, flag, instance, wrong, type Shape } from '../../model/shape';
import { anyText } from '../../model/syntax';
import { SealedKey } from '../secrets/sealed';

/** A field of the pod, read through the downward API: `podField('metadata.name')`. */
export class PodField extends Reference {
  constructor(readonly fieldPath: string) {
    super();
  }
  override describe(): string {
    return `pod field ${this.fieldPath}`;
  }
}

/**
 * A field of the pod itself, for logs and traces.
 * @param fieldPath what the downward API offers to variables: `metadata.name`, `metadata.namespace`, `metadata.uid`,
 *   `metadata.labels['key']`, `metadata.annotations['key']`, `spec.nodeName`, `spec.serviceAccountName`, `status.hostIP`, `status.podIP`
 */
export function podField(fieldPath: string): PodField {
  return new PodField(fieldPath);
}

/** Text, numbers and booleans (written as text), URLs of other constructs, sealed keys, fields of the pod. */
export type EnvValue = string | number | boolean | Expression | SealedKey | PodField;

export const envValueShape = either<EnvValue>(
  [(value) => typeof value === 'string', anyText],
  [(value) => typeof value === 'number', integerOrFraction()],
  [(value) => typeof value === 'boolean', flag],
  [() => true, instance('text, a number, true or false, an endpoint, a sealed key or a pod field', isReference)],
);

function integerOrFraction(): Shape<number> {
  return (value, at) =>
    Number.isFinite(value) ? undefined : wrong(at, value, 'a finite number', 'Use a finite number.');
}

function isReference(value: unknown): value is Expression | SealedKey | PodField {
  return value instanceof Expression || value instanceof SealedKey || value instanceof PodField;
}
