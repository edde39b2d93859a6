/** HTTP Strict Transport Security, RFC 6797. */
import { flag, object, type PropsOf } from '../../model/shape';
import { duration, seconds } from '../../model/syntax';

/** Tells browsers to come by TLS only, for as long as it says; it cannot be taken back before that. */
export interface Hsts extends PropsOf<typeof hstsProps> {}
const hstsProps = {
  /** Default: 8760h, one year, which the preload lists of browsers require. */
  maxAge: duration,
  /** Whether it applies to all subdomains. Default: false. */
  includeSubdomains: flag,
  /** Whether browsers may include it in their preload list; requires a year and subdomains. Default: false. */
  preload: flag,
};
export const hstsShape = object<Hsts>(hstsProps);

const YEAR = '8760h';

/** The value of the header `Strict-Transport-Security`. */
export function hstsHeader({ maxAge = YEAR, includeSubdomains = false, preload = false }: Hsts): string {
  return [
    `max-age=${seconds(maxAge)}`,
    ...(includeSubdomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join('; ');
}
