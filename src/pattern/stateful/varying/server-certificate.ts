/** `../server-certificate` for stores whose props still vary; goes with the last of them. */
import { text } from '../../../model/text';
import { buildFrom } from '../../engine/bridge';
import type { Identity } from '../../identity';
import * as plain from '../server-certificate';

export function serviceNames({ name, platform: { namespaceName } }: Identity): readonly unknown[] {
  return [name, text`${name}.${namespaceName}`, text`${name}.${namespaceName}.svc`, 'localhost'];
}

/** @param names that clients know the server by; may vary */
export function addServerCertificate(store: Identity, names: unknown): plain.ServerCertificate {
  plain.addStoresAuthority(store.platform);
  const certificates = buildFrom<{ names: readonly string[] }, plain.ServerCertificate>(
    store,
    { names },
    (subject, at) => plain.addServerCertificate(subject, at.names),
  );
  return certificates.find((own) => own !== undefined)!;
}
