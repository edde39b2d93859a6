import { STORES } from './examples/stores.test-support';
import { absentIsNotGiven } from './table.test-support';

absentIsNotGiven(STORES);
