/** Invalid use of the library; thrown where the mistake is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
