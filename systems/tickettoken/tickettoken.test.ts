import { App } from 'cdk8s-lockstep';
import 'cdk8s-lockstep/jest';
import { tickettoken } from '.';

const app = new App();
tickettoken(app);

test('what all environments share, and everything in which they differ', () => {
  expect(app).toMatchLockstepSnapshot();
});
