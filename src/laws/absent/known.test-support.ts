/**
 * Props, by example, of which an absent value still has another effect than none. The list may only become shorter: a prop that
 * is right must be removed.
 */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {};
