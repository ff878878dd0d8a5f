/** Words that every API process should hear within a moment. */
export { type Hearing, hearEverywhere, tellEverywhere, type Word } from './everywhere.ts';
