import { App } from 'cdk8s-lockstep';
import { enclii } from './enclii';
import { transparenta } from './transparenta';

const app = new App();
transparenta(app);
enclii(app);
app.synth();
