import { PLATFORMS } from './examples/platforms.test-support';
import { absentIsNotGiven } from './table.test-support';

absentIsNotGiven(PLATFORMS);
