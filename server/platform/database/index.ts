/** Postgres: what must not be lost. Knows Prisma and the pool; knows no domain. */
export type { Database, Reader, Run, TransactOptions, Writer } from './access.ts';
export { type DatabaseOptions, openDatabase } from './database.ts';
export { isDatabaseDown, isDuplicate, tookTooLong } from './failures.ts';
export { inPages } from './in-pages.ts';
export { atOnce, type Erased, type EraseStep, type Exported, type PersonalData, shrinking } from './personal-data.ts';
export { type Archiver, readArchiver, watchArchiver } from './read-archiver.ts';
export { type Bases, readBases } from './read-bases.ts';
