import { App } from 'cdk8s-lockstep';
import { transparenta } from './transparenta';

const app = new App();
transparenta(app);
app.synth();
