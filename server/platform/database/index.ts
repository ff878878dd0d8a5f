/** Postgres: what must not be lost. Knows Prisma and the pool; knows no domain. */
export type { Database, Reader, TransactOptions, Writer } from './access.ts';
export { type DatabaseOptions, openDatabase } from './database.ts';
export { isDatabaseDown, isDuplicate } from './failures.ts';
export type { Erased, PersonalData } from './personal-data.ts';
