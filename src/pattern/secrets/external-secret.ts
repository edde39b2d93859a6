/** An ExternalSecret: External Secrets Operator makes the Secret from values of a store. */
import { seconds } from '../../model/syntax';
import type { ExternalSecret, Texts } from '../manifests';
import type { RemoteValue, Store } from './remote';
import type { UsedSecret } from './used';

const DEFAULT_REFRESH = '1h';

/**
 * It has an entry for each key that is read, so that no key is missing as far as git can tell. What the API server would fill in is
 * written out. `template.metadata` keeps the annotations of the ExternalSecret, among them the mark by which Argo CD prunes, from
 * the Secret.
 * @param values of the keys that are read in the environment
 */
export function externalSecretSpec(
  { name, type, labels: asked }: UsedSecret,
  { given }: Store,
  values: readonly { readonly key: string; readonly value: RemoteValue }[],
  labels: Texts,
): NonNullable<ExternalSecret['spec']> {
  return {
    refreshPolicy: 'Periodic',
    refreshInterval: goDuration(given.refreshInterval ?? DEFAULT_REFRESH),
    secretStoreRef: { kind: given.provided ?? 'SecretStore', name: given.name },
    target: {
      name,
      // The Secret goes when the ExternalSecret goes, and stays when a value is deleted in the store: pods keep running.
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        type,
        metadata: { labels: { ...asked, ...labels } },
      },
    },
    data: values.map(({ key, value }) => ({
      secretKey: key,
      remoteRef: {
        key: value.key,
        property: value.property,
        conversionStrategy: 'Default',
        decodingStrategy: 'None',
        metadataPolicy: 'None',
      },
    })),
  };
}

/** As the operator writes it back: `1h` would be shown as a difference to `1h0m0s`. */
function goDuration(text: string): string {
  const all = seconds(text)!;
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return `${hours > 0 ? `${hours}h` : ''}${all >= 60 ? `${minutes}m` : ''}${all % 60}s`;
}
