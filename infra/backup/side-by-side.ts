/** Does many small things, a few at a time. */

/** @param width how many at once @throws what the first failed one threw, once none is under way */
export async function sideBySide<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  let failed: { error: unknown } | undefined;
  const go = async (): Promise<void> => {
    for (const item of left) {
      if (failed !== undefined) return;
      await work(item).catch((error: unknown) => {
        failed ??= { error };
      });
    }
  };
  await Promise.all(Array.from({ length: width }, go));
  if (failed !== undefined) throw failed.error;
}
