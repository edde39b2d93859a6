/** Who can reach whom, by the NetworkPolicies alone; and whether that is what was declared. */
export { compareReachability } from './compare';
export { reachFacts, type ReachFact } from './facts';
export { inspectScraping } from './scrape';
export type { DeclaredConnection, DeclaredParty, DeclaredPods, DeclaredReachability } from './declared';
