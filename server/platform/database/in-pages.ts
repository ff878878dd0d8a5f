/**
 * Reads a list a page at a time, so that neither a statement nor the memory grows with it.
 */

/** Rows of one page: some milliseconds of the event loop, some hundred kilobytes. */
const pageSize = 250;

/**
 * Each row in order. @param page the rows after one, at most `limit`, in an order that has no ties; from the first where it is
 * undefined
 */
export async function* inPages<Row>(
  page: (after: Row | undefined, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row | undefined; ; ) {
    const rows = await page(last, pageSize);
    yield* rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1);
  }
}
