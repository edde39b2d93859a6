/** An ExternalSecret: External Secrets Operator makes the Secret from values that lie in a store. */
import { Lazy, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { platformOf } from '../../model/declarations';
import { seconds } from '../../model/syntax';
import type { Absent } from '../../model/varying';
import { Varying, absent } from '../../model/varying';
import { addObject } from '../object';
import type { RemoteSource } from './remote';
import type { UsedSecret } from './used';

const DEFAULT_REFRESH = '1h';

/**
 * It has an entry for each key that is read, so that no key is missing as far as git can tell. What the API server would fill in is
 * written out. `template.metadata` keeps the annotations of the ExternalSecret, among them the mark by which Argo CD prunes, from
 * the Secret.
 */
export function externalSecret(
  scope: Construct,
  id: string,
  used: UsedSecret,
  source: RemoteSource,
  labels: Readonly<Record<string, string>>,
): ApiObject {
  const own = { ...labels, 'app.kubernetes.io/name': used.name };
  return addObject(scope, id, 'configuration', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: used.name, labels: own },
    spec: Lazy.any({ produce: () => specs(scope, used, source, own) }),
  });
}

function specs(
  scope: Construct,
  used: UsedSecret,
  source: RemoteSource,
  labels: Readonly<Record<string, string>>,
): Varying<unknown> {
  const { environments } = platformOf(scope)!;
  return new Varying<unknown>(
    environments,
    environments.names.map((_, index): Record<string, unknown> | Absent => {
      if (!source.holds(used.name, index)) return absent;
      const { given } = source.stores[index]!;
      return {
        refreshPolicy: 'Periodic',
        refreshInterval: goDuration(given.refreshInterval ?? DEFAULT_REFRESH),
        secretStoreRef: { kind: given.provided ?? 'SecretStore', name: given.name },
        target: {
          name: used.name,
          // The Secret goes when the ExternalSecret goes, and stays when a value is deleted in the store: pods keep running.
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            mergePolicy: 'Replace',
            type: used.type,
            metadata: { labels: { ...used.labels, ...labels } },
          },
        },
        data: used.keys
          .filter((key) => used.readers(key, index).length > 0)
          .map((key) => {
            const { key: remoteKey, property } = source.value(used.name, key, index);
            return {
              secretKey: key,
              remoteRef: {
                key: remoteKey,
                ...(property !== undefined && { property }),
                conversionStrategy: 'Default',
                decodingStrategy: 'None',
                metadataPolicy: 'None',
              },
            };
          }),
      };
    }),
  );
}

/** As the operator writes it back: `1h` would be shown as a difference to `1h0m0s`. */
function goDuration(text: string): string {
  const all = seconds(text)!;
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return `${hours > 0 ? `${hours}h` : ''}${all >= 60 ? `${minutes}m` : ''}${all % 60}s`;
}
