/** References: each inspection reads the same index and, where it can, the one table of sites. */
export { inspectMissing } from './missing';
export { inspectServices } from './services';
export { inspectSelectors } from './selectors';
export { inspectHosts } from './hosts';
export { inspectAddresses } from './addresses';
export { inspectMonitors } from './monitors';
export { inspectContainers } from './containers';
export { inspectApplications } from './argocd';
export { inspectSyncWaves } from './sync-waves';
