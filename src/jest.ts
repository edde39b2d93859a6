/**
 * Matchers of jest for the tests of a platform. Loading this module adds them to the global `expect`; name it in
 * `setupFilesAfterEnv`. Where jest injects no globals, call `expect.extend(lockstepMatchers)` and
 * `expect.addSnapshotSerializer(lockstepSerializer)`.
 * @example
 * expect(app).toMatchLockstepSnapshot();                          // the template with its matrix
 * expect(app).toMatchLockstepSnapshot({ environment: 'prod' });   // prod in full
 * expect(app).toHaveObject('prod', 'Deployment/api', { spec: { replicas: 3 } });
 */
import { toHaveObject, toMatchLockstepSnapshot, type EnvironmentOf, type SnapshotOptions } from './jest/matchers';
import { lockstepSerializer } from './jest/snapshot-text';

export type { EnvironmentOf, SnapshotOptions } from './jest/matchers';
export type { Received } from './jest/received';
export { lockstepSerializer };

/** For `expect.extend`. */
export const lockstepMatchers = { toMatchLockstepSnapshot, toHaveObject };

/** What `expect(app)` has on top: an App of Lockstep, or what its `preview()` returned. */
export interface LockstepMatchers<R> {
  /**
   * Compares with the stored snapshot: the template of all environments with its matrix, or one environment in full. A
   * difference is shown file by file.
   * @throws SynthError when the app has errors
   */
  toMatchLockstepSnapshot(options?: SnapshotOptions): R;
  /**
   * Whether an environment has an object, and whether the object has some fields.
   * @param environment its name; with the name of the platform where the app has several
   * @param object `Deployment/api`; where that is not clear, with the group or the namespace:
   *   `Service.serving.knative.dev/api@shop-dev`
   * @param fields those that are looked at: maps by key, lists by the key that Kubernetes merges them by, other lists as a
   *   whole; `undefined` for a field that must not be there. Default: none
   * @throws SynthError when the app has errors
   */
  toHaveObject(environment: EnvironmentOf, object: string, fields?: object): R;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the types of jest are a namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- as jest declares it
    interface Matchers<R, T = {}> extends LockstepMatchers<R> {}
  }
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- as jest declares it
  interface Matchers<R extends void | Promise<void>, T = unknown> extends LockstepMatchers<R> {}
}

interface Expect {
  extend?(matchers: object): void;
  addSnapshotSerializer?(serializer: object): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
expect?.extend?.(lockstepMatchers);
expect?.addSnapshotSerializer?.(lockstepSerializer);
