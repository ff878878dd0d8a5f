/**
 * The audit log: who did what to whom with a privilege. Promises that an entry is there if and only if the act is, that
 * nothing is ever changed or removed, and that somebody who does it behind our back leaves a broken chain. The one thing that
 * goes, in the open, is what staff wrote about people who are erased. Never judges whether an act was right, never holds
 * names, addresses or words of people: ids, and reasons staff gave.
 */
export { exportAudit } from './export-audit.ts';
export { forgetReasons } from './forget-reasons.ts';
export { auditPersonalData } from './personal-data.ts';
export { type Act, recordAudit } from './record-audit.ts';
export { type SealDeps, sealEntries } from './seal-entries.ts';
export { searchAudit } from './search-audit.ts';
export type { EntryFilter, SealedEntry } from './store.ts';
export { tellHead } from './tell-head.ts';
