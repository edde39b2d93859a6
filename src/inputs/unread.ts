import { obtain } from '../model/append';
import { findingAbout, type Finding } from '../model/finding';
import type { ReadSealedStore } from './sealed';

/** What a platform reads of its sealed secrets: somewhere, and from the files of this environment. */
export type IsRead = (platform: string, environment: string, secret: string, key: string) => boolean;

/** Sealed keys that nothing reads: they look like configuration, and are rotated and audited for nothing. */
export function unreadKeys(
  store: ReadSealedStore,
  platform: string,
  environments: readonly string[],
  isRead: IsRead,
): Finding[] {
  const unread = new Map<string, { readonly secret: string; readonly key: string; readonly environments: string[] }>();
  for (const environment of environments) {
    for (const secret of store.names(platform, environment)) {
      for (const key of store.find(platform, environment, secret)?.items.keys() ?? []) {
        if (isRead(platform, environment, secret, key)) continue;
        const id = `${secret}/${key}`;
        obtain(unread, id, () => ({ secret, key, environments: [] })).environments.push(environment);
      }
    }
  }
  return [...unread.values()].map(
    ({ secret, key, environments: where }) => findingAbout({
      code: 'LS585',
      environments: where,
      construct: platform,
      object: `SealedSecret/${secret}`,
      path: `spec.encryptedData.${key}`,
    })`
      key \`${{ key }}\` of Secret \`${{ secret }}\` is sealed, but nothing reads it
      Read it with sealed('${{ secret }}', '${{ key }}'), or delete it from the sealed file.`,
  );
}
