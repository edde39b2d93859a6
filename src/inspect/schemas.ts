/** Schema validation as an inspection: violations of one object become findings. */
import { found } from './found';
import type { KubernetesVersion, SchemaViolation } from './schema';
import type { JsonObject } from '../model/json';
import type { Inspection } from './types';

/** @param versions Kubernetes versions that every object has to fit */
export function inspectSchema(versions: readonly KubernetesVersion[]): Inspection {
  // the bundles are large: nobody who does not validate loads them
  const { createSchemaInspector } = require('./schema') as typeof import('./schema');
  const inspector = createSchemaInspector(versions);
  const judged = new WeakMap<JsonObject, readonly SchemaViolation[]>();
  return (environment) =>
    environment.objects.flatMap((object) => {
      let violations = judged.get(object.json);
      if (violations === undefined) judged.set(object.json, (violations = inspector.inspect(object.json)));
      return violations.map(({ code, path, message, fix }) => found(code, object, path, message, fix));
    });
}
