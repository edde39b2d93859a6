/** The library is used in a way that cannot mean anything; thrown at the place of the mistake. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
