/** What the language cannot say yet; each is refused until it can, and then findings.yaml gets its evidence. */
import { Platform, WebService, type App } from 'cdk8s-lockstep';
import { platform } from './platform';

const service = { image: 'switchyard-api', port: 8080 };

export function dashboard(app: App): Platform {
  const own = platform(app);
  new WebService(own, 'switchyard-api', { ...service, dashboard: {} } as never);
  return own;
}
