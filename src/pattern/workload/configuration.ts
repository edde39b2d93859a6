/** Variables of a process: in its container, or in a ConfigMap; and what restarts it when they change. */
import type { Derived } from '../../model/derived';
import type { Subject } from '../engine/build';
import type { EnvFrom, Texts } from '../manifests';
import type { SealedKey } from '../secrets/sealed';
import { refuseOwnHosts } from './own-hosts';
import { variablesOf, type Values, type Variables } from './variables';

/** How the variables of a container reach it. */
export interface Configuration extends Variables {
  readonly envFrom: readonly EnvFrom[] | undefined;
  /** Annotations of the pod template that change with the content of the ConfigMap and with the sealed values. */
  readonly checksums: Texts;
}

/**
 * @param values variables by name
 * @param configMap name of a ConfigMap for the literals; without one, they are in the Deployment
 * @param files sealed keys that the container reads as files
 */
export function addConfiguration(
  subject: Subject,
  values: Values,
  configMap: string | undefined,
  files: readonly SealedKey[] = [],
): Configuration {
  const { parts, facts, name, labels } = subject;
  refuseOwnHosts(subject, values);
  const variables = variablesOf(parts, values, configMap !== undefined);
  for (const key of variables.secrets) parts.read({ key, readBy: name });
  const keys = [...variables.secrets, ...files];
  const checksums: Record<string, Derived> =
    keys.length === 0 ? {} : { 'checksum/secrets': facts.secretChecksum(keys) };
  if (configMap === undefined) return { ...variables, envFrom: undefined, checksums };
  parts.add('ConfigMap', 'configuration', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMap, labels },
    data: variables.literals,
  });
  return {
    ...variables,
    envFrom: [{ configMapRef: { name: configMap } }],
    checksums: { ...checksums, 'checksum/config': parts.dataChecksum('ConfigMap') },
  };
}
