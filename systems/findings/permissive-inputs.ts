/** Inputs that pin and seal whatever is asked for, so that a program fails for the one reason that it is about. */
import type { ImageLock, Inputs, SealedFile, SealedItem, SealedStore } from 'cdk8s-lockstep';

const item: SealedItem = {
  ciphertext: 'c2VhbGVk',
  revision: '1',
  certificate: 'f'.repeat(64),
  sealedAt: '2026-01-01T00:00:00Z',
  shared: undefined,
};

/** Has every key, and has been listed none. */
class EveryKey extends Map<string, SealedItem> {
  override get(): SealedItem {
    return item;
  }
  override has(): boolean {
    return true;
  }
}

const images: ImageLock = {
  file: 'images.lock.yaml',
  names: () => [],
  find: (_, image) => ({
    repository: `registry.acme/${image}`,
    tag: image.startsWith('mongo') ? '7.0.25-jammy' : '18.0-3f9c2b7e',
    digest: `sha256:${'a'.repeat(64)}`,
    example: false,
  }),
};

/** The type that readers of a secret of such a name demand. */
function typeOf(name: string): string {
  if (name.startsWith('registry')) return 'kubernetes.io/dockerconfigjson';
  return name.endsWith('-credentials') && !name.includes('backup') ? 'kubernetes.io/basic-auth' : 'Opaque';
}

/** @param namespaceOf namespace of an environment */
function sealed(namespaceOf: (environment: string) => string): SealedStore {
  return {
    names: () => [],
    find: (_, environment, name): SealedFile => ({
      file: `secrets/${environment}/${name}.yaml`,
      name,
      namespace: namespaceOf(environment),
      scope: 'strict',
      type: typeOf(name),
      labels: {},
      annotations: {},
      items: new EveryKey(),
    }),
  };
}

export function permissiveInputs(namespaceOf: (environment: string) => string): Inputs {
  return { images, sealed: sealed(namespaceOf), findings: [] };
}
