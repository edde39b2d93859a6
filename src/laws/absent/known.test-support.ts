/**
 * Props, by example, of which an absent value still has another effect than none. The list may only become shorter: a prop that
 * is right must be removed.
 */
export const KNOWN: Readonly<Record<string, readonly string[]>> = {
  StatefulService: ['backup.destination', 'backup.dump as a whole', 'backup.verify as a whole', 'volumes as a whole'],
  'StatefulService with an exporter': ['volumes as a whole'],
};
