import { App } from 'cdk8s-lockstep';
import { enclii } from './enclii';
import { reconciliation } from './reconciliation';
import { ticketing } from './ticketing';
import { tickettoken } from './tickettoken';
import { transparenta } from './transparenta';

const app = new App();
enclii(app);
reconciliation(app);
ticketing(app);
tickettoken(app);
transparenta(app);
app.synth();
