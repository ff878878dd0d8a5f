/** What somebody typed into the search → what the database compares with. */

export interface StreamFilter {
  readonly search?: string | undefined;
  readonly tag?: string | undefined;
}

/** More words than anybody looks for; each is compared with every live stream. */
const mostWords = 8;

/** Each word must be found somewhere, in any order and case. What LIKE reads as a wildcard is meant as it is written. */
export function narrow({ search = '', tag }: StreamFilter): { patterns: string[]; tag: string | null } {
  const words = search.split(/\s+/u).filter((word) => word !== '');
  const patterns = words.slice(0, mostWords).map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return { patterns, tag: tag === undefined || tag === '' ? null : tag };
}
