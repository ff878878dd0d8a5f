/**
 * How far an overlay's page has read. Tips are numbered by the transaction that wrote them, not by their time: times are
 * taken before the commit, so a tip may appear behind one that is a moment younger.
 */

/** After which tip a page goes on. */
export interface FeedCursor {
  /** Number of a transaction; every tip of an earlier one was read, or is too old to be. */
  readonly born: bigint;
  /** Of that transaction the tips up to this one were read; all zeros: none. */
  readonly id: string;
  /** When it was given out, milliseconds since 1970. */
  readonly atMs: number;
  /** What the page shows besides tips, in short; empty: nobody knows. */
  readonly shown: string;
}

/** Before every id. */
export const noId = '00000000-0000-0000-0000-000000000000';

const shape = /^(\d{1,19})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\d{1,15})(?:~([0-9a-f]{16}))?$/;
const mostBorn = 2n ** 63n - 1n;

/** As text that says nothing to who has it. */
export function cursorText({ born, id, atMs, shown }: FeedCursor): string {
  return Buffer.from(`${born}~${id}~${atMs}${shown === '' ? '' : `~${shown}`}`).toString('base64url');
}

/** Null where it is none of ours. */
export function cursorFrom(text: string): FeedCursor | null {
  const [, born, id, atMs, shown = ''] = shape.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (born === undefined || id === undefined || atMs === undefined || BigInt(born) > mostBorn) return null;
  return { born: BigInt(born), id, atMs: Number(atMs), shown };
}
