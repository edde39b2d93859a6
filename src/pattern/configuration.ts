import type { ApiObject } from 'cdk8s';
import { Derived } from '../model/derived';
import { isObject, type Json } from '../model/json';
import { contentChecksum } from './checksum';
import { addObject } from './object';
import { refuseOwnHosts } from './own-hosts';
import type { Identity } from './identity';
import { variablesOf, type Variables } from './variables';
import type { SealedKey } from './sealed';

/** How the variables of a container reach it. */
export interface Configuration extends Variables {
  readonly envFrom: readonly unknown[] | undefined;
  /** Annotations of the pod template that change with the content of the ConfigMap and with the sealed values. */
  readonly checksums: Readonly<Record<string, unknown>>;
}

/**
 * @param values variables by name
 * @param configMap name of a ConfigMap that is to hold the literals; without one they stand in the Deployment
 * @param files sealed keys that the container reads as files
 */
export function addConfiguration(
  identity: Identity,
  values: Readonly<Record<string, unknown>>,
  configMap: unknown,
  files: readonly SealedKey[] = [],
): Configuration {
  const { construct, platform, labels } = identity;
  refuseOwnHosts(identity, values);
  const variables = variablesOf(construct, values, configMap !== undefined);
  for (const key of variables.secrets)
    platform.secrets.use(key, identity.name, undefined, { presence: identity.pods.presence });
  const secrets = secretChecksum(identity, [...variables.secrets, ...files]);
  if (configMap === undefined) return { ...variables, envFrom: undefined, checksums: secrets };
  const object = addObject(construct, 'ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMap, labels },
    data: variables.literals,
  });
  return {
    ...variables,
    envFrom: [{ configMapRef: { name: configMap } }],
    checksums: { ...secrets, 'checksum/config': dataChecksum(object) },
  };
}

/** Pods read variables once, at their start: a changed value must change the pod template. */
export function secretChecksum({ platform }: Identity, keys: readonly SealedKey[]): Readonly<Record<string, Derived>> {
  return keys.length === 0 ? {} : { 'checksum/secrets': platform.secrets.checksum(keys) };
}

/** Checksum of `data` of a ConfigMap, in the environment that is instantiated. */
export function dataChecksum(configMap: ApiObject): Derived {
  return new Derived((contentOf) => {
    const content = contentOf(configMap);
    return contentChecksum(isObject(content) ? ((content.data ?? {}) as Json) : {});
  });
}
