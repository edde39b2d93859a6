export type { Finding, Severity } from './model/finding';
