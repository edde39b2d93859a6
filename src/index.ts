export type { Severity } from './model/codes';
export type { Finding } from './model/finding';
