/**
 * What every domain says about the people in its tables. `privacy` gathers them; a test holds the list of columns against
 * the database, so that no table with a person in it is forgotten.
 */
import type { Reader, Writer } from './access.ts';

/** Somebody whose account is being erased. */
export interface Erased {
  readonly userId: string;
  /** HMAC-SHA-256 of the user id with the erasure key: the same person stays one person and cannot be guessed. */
  readonly pseudonym: string;
  readonly at: Date;
}

export interface PersonalData {
  /** Table → its columns that hold a person's id. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Everything kept about a person except secrets; name of a file → its content. */
  readonly export: (read: Reader, userId: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Removes or blanks what identifies the person. Repeating it changes nothing. */
  readonly erase: (tx: Writer, person: Erased) => Promise<void>;
}
