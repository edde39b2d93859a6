/** The suites, in the order in which they run. */
import type { Suite } from '../suite';
import { api } from './api';
import { argo } from './argo';
import { brokers } from './brokers';
import { cdk8s } from './cdk8s';
import { checkers } from './checkers';
import { peers } from './peers';
import { sealed } from './sealed';

export const SUITES: readonly Suite[] = [api, sealed, argo, checkers, cdk8s, peers, brokers];
