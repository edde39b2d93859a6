/** Computes something once for each thing it is asked about; the keys are held weakly. */
export function memoize<Of extends object, Result extends NonNullable<unknown>>(
  compute: (of: Of) => Result,
): (of: Of) => Result {
  const known = new WeakMap<Of, Result>();
  return (of) => {
    let result = known.get(of);
    if (result === undefined) known.set(of, (result = compute(of)));
    return result;
  };
}
