/** Secrets that a process reads as files, such as a wallet or a client certificate. */
import { instance, record, whole } from '../model/shape';
import { absolutePath } from '../model/syntax';
import { ProvidedKey } from './provided-key';
import { SealedKey } from './sealed';

/** Sealed keys, or those that an operator makes, by the absolute path of the file that holds them. Their directory is read-only and holds nothing else. */
export type SecretFiles = Record<string, SealedKey | ProvidedKey>;

export const secretFilesShape = record(
  whole(instance('a sealed key', (value) => value instanceof SealedKey || value instanceof ProvidedKey)),
  absolutePath,
);
