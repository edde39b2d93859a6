/** Pods that policies are written for, and what is written of them when everything is declared. */
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Joined } from '../model/joined';
import type { Party } from './connections';
import type { Labels } from './object';
import type { PlatformScope } from './scope';

/** What a policy is written for: pods, and the construct that they belong to. */
export interface PolicyTarget {
  readonly construct: Construct;
  readonly platform: PlatformScope;
  readonly pods: Extract<Party, { kind: 'pods' }>;
  readonly labels: Labels;
}

/** Data of every environment in which pods exist, made when everything is declared. */
export function whenDeclared(
  platform: PlatformScope,
  pods: Extract<Party, { kind: 'pods' }>,
  make: (environment: number) => unknown,
): Lazy {
  const { environments } = platform;
  const produce = () => {
    const own = environments.names.map((_, index) =>
      pods.presence?.present[index] === false ? undefined : make(index),
    );
    // Where the pods do not exist, nothing differs.
    const first = own.find((_, index) => pods.presence?.present[index] !== false);
    return new Joined(
      environments,
      own.map((value, index) => (pods.presence?.present[index] === false ? first : value)),
    );
  };
  return Lazy.any({ produce }) as Lazy;
}
