import { JOBS } from './examples/jobs.test-support';
import { absentIsNotGiven } from './table.test-support';

absentIsNotGiven(JOBS);
