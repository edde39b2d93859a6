import { SERVICES } from './examples/services.test-support';
import { absentIsNotGiven } from './table.test-support';

absentIsNotGiven(SERVICES);
