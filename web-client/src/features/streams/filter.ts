/**
 * What narrows the front page: words and one tag. It lives in the address, so that a list can be shared and come back to.
 */

export interface Filter {
  readonly q: string;
  readonly tag: string;
}

const longestSearch = 100;
const longestTag = 24;

/** Whatever an address holds, as a filter. */
export function filterOf(search: Readonly<Record<string, unknown>>): {
  q?: string | undefined;
  tag?: string | undefined;
} {
  return { q: textOf(search.q, longestSearch), tag: textOf(search.tag, longestTag) };
}

/** What the server is asked; undefined where nothing narrows. */
export function queryOf({ q, tag }: Filter): { search?: string; tag?: string } | undefined {
  if (q === '' && tag === '') return undefined;
  return { ...(q !== '' && { search: q }), ...(tag !== '' && { tag }) };
}

function textOf(value: unknown, longest: number): string | undefined {
  // The router reads `?q=1` as a number.
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, longest) : '';
  return text === '' ? undefined : text;
}
