/** Sizes of memory and volumes, as numbers of bytes. */
import { bytesOf } from '../../../model/quantity';

export const MEBIBYTE = 1024 ** 2;

/** Bytes of a quantity that fits its shape. */
export function bytesIn(quantity: string): number {
  return bytesOf(quantity) ?? 0;
}

/** The number of Mi that holds so many bytes: `5120Mi`. */
export function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / MEBIBYTE)}Mi`;
}

/** The same as a quantity, whole Gi as such: `5Gi`. */
export function quantityOf(bytes: number): string {
  const mebibytes = Math.ceil(bytes / MEBIBYTE);
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

/** The largest quantity of whole Mi within so many bytes. */
export function quantityWithin(bytes: number): string {
  return quantityOf(Math.floor(bytes / MEBIBYTE) * MEBIBYTE);
}
