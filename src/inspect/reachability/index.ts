/** Who can reach whom, by the NetworkPolicies alone; and whether that is what was declared. */
export { compareReachability } from './compare';
export { reachFacts } from './facts';
export { inspectScraping } from './scrape';
export type { DeclaredReachability } from './declared';
