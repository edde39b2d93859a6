import { App } from 'cdk8s-lockstep';
import { enclii } from './enclii';
import { reconciliation } from './reconciliation';
import { tickettoken } from './tickettoken';
import { transparenta } from './transparenta';

const app = new App();
enclii(app);
reconciliation(app);
tickettoken(app);
transparenta(app);
app.synth();
