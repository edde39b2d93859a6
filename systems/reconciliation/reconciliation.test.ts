import { App } from 'cdk8s-lockstep';
import 'cdk8s-lockstep/jest';
import { reconciliation } from '.';

const app = new App();
reconciliation(app);

test('what all environments share, and everything in which they differ', () => {
  expect(app).toMatchLockstepSnapshot();
});
