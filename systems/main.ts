import { App } from 'cdk8s-lockstep';
import { enclii } from './enclii';
import { tickettoken } from './tickettoken';
import { transparenta } from './transparenta';

const app = new App();
enclii(app);
tickettoken(app);
transparenta(app);
app.synth();
