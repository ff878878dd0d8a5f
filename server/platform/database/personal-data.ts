/**
 * What every domain says about the people in its tables. `privacy` gathers them; a test holds the list of columns against
 * the database, so that no table with a person in it is forgotten.
 */
import type { Reader, Writer } from './access.ts';

/** Somebody who is erased. */
export interface Erased {
  readonly userId: string;
  /** HMAC-SHA-256 of the user id with the erasure key: the same person stays one person and cannot be guessed. */
  readonly pseudonym: string;
  readonly at: Date;
}

/** What a file of the copy holds: one thing, or a list that is read in pages and never held as a whole. */
export type Exported = () => Promise<unknown> | AsyncIterable<unknown>;

/**
 * One piece of what is erased, a batch of it in a transaction: at most about `most` rows, in a time that does not depend on
 * how much there is, because a statement may take five seconds. Repeating it changes nothing.
 * @param after what the batch before returned; null: this is the first
 * @returns where the next batch goes on, at most 500 characters; null: nothing is left
 */
export type EraseStep = (tx: Writer, person: Erased, after: string | null, most: number) => Promise<string | null>;

export interface PersonalData {
  /** Table → its columns that hold a person's id. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Everything kept about a person except secrets; name of a file → how to read its content. */
  readonly export: (read: Reader, userId: string) => Readonly<Record<string, Exported>>;
  /**
   * What removes or blanks whatever identifies the person, by name, in this order. How far an erasure is is stored by these
   * names: it begins anew where one is gone.
   */
  readonly erase: Readonly<Record<string, EraseStep>>;
}

/** A step that takes rows away, or changes them so that it finds them no more: it needs no place to go on from. */
export function shrinking(work: (tx: Writer, person: Erased, most: number) => Promise<number>): EraseStep {
  return async (tx, person, _after, most) => ((await work(tx, person, most)) < most ? null : 'the rest');
}

/** A step over rows that are few for everybody. */
export function atOnce(work: (tx: Writer, person: Erased) => Promise<unknown>): EraseStep {
  return async (tx, person) => {
    await work(tx, person);
    return null;
  };
}
