/** The Platform as its users see it: without what constructs keep in it for each other. */
import type { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Platform as WholePlatform, type PlatformInput } from './platform';

/**
 * One system in all its environments: its namespace and rules, and the scope of its services. An object that is created
 * below it, by whichever construct, exists in every environment unless `only` says otherwise.
 */
export interface Platform
  extends Chart, Pick<WholePlatform, 'environments' | 'owner' | 'commonLabels' | 'namespaceName' | 'imageTag'> {}

interface PlatformClass {
  /**
   * @param scope the App
   * @param id name of the platform: a folder of `dist/`, a key of `images.lock.yaml`
   * @throws UsageError when its environments are not given, or the app is a plain cdk8s App
   */
  new (scope: Construct, id: string, props: PlatformInput): Platform;
  readonly prototype: Platform;

  /** Whether something is a Platform; `instanceof` would take every Chart for one, since Chart redefines it. */
  isPlatform(value: unknown): value is Platform;

  /** The platform that a construct is in. @throws UsageError outside of all platforms */
  of(construct: IConstruct): Platform;
}

export const Platform: PlatformClass = WholePlatform;
