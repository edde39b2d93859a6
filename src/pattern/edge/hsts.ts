/** HTTP Strict Transport Security, RFC 6797. */
import { flag, object, type Shape } from '../../model/shape';
import { duration, seconds } from '../../model/syntax';

/** Tells browsers to come by TLS only, for as long as it says; it cannot be taken back before that. */
export interface Hsts {
  /** Default: 8760h, a year, which the preload lists of browsers demand. */
  readonly maxAge?: string;
  /** Whether it holds for every host below this one. Default: false. */
  readonly includeSubdomains?: boolean;
  /** Whether browsers may build it in; needs a year and subdomains. Default: false. */
  readonly preload?: boolean;
}

export const hstsShape: Shape = object<Hsts>({ maxAge: duration, includeSubdomains: flag, preload: flag });

const YEAR = '8760h';

/** The value of the header `Strict-Transport-Security`. */
export function hstsHeader({ maxAge = YEAR, includeSubdomains = false, preload = false }: Hsts): string {
  return [
    `max-age=${seconds(maxAge)}`,
    ...(includeSubdomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join('; ');
}
