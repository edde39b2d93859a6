/** Kinds and keys that several groups of sites point at. */

export const TLS = ['tls.crt', 'tls.key'];
export const STORAGE_CLASS = 'StorageClass.storage.k8s.io';
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';
