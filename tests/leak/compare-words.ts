/**
 * What two sets of shows were told, compared word by word: a line that not every show was told is shown with how many of each set were.
 */
export interface Variant {
  /** As it was told, after a sign where it is from a list: cut where it is long. */
  readonly line: string;
  readonly with: number;
  readonly without: number;
}

const shown = 300;

/** Lines of normalised texts that are not in each of them, those that tell most first. */
export function variantsOf(texts: {
  readonly with: readonly string[];
  readonly without: readonly string[];
}): Variant[] {
  const counts = new Map<string, { with: number; without: number }>();
  for (const way of ['with', 'without'] as const) {
    for (const text of texts[way]) {
      for (const line of new Set(text.split('\n'))) {
        const count = counts.get(line) ?? { with: 0, without: 0 };
        count[way] += 1;
        counts.set(line, count);
      }
    }
  }
  return [...counts]
    .filter(([, count]) => count.with < texts.with.length || count.without < texts.without.length)
    .map(([line, count]) => ({ line: line.slice(0, shown), ...count }))
    .toSorted((one, other) => Math.abs(other.with - other.without) - Math.abs(one.with - one.without));
}
