/** What the compiler refuses, by finding. `npm run types` checks that each case is an error. Nothing of this runs. */
import { WebService, type Platform } from 'cdk8s-lockstep';

export function refused(platform: Platform): void {
  const auth = { image: 'auth', port: 3000 };

  // @ts-expect-error TIX-018 a certificate as text
  new WebService(platform, 'auth', { ...auth, route: { hosts: ['ticketing.dev'], certificate: { crt: '…', key: '…' } } });
}
