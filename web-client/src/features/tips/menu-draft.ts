/**
 * A tip menu while it is edited. Pure; the rules are the protocol's.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import { setTipMenu, type TipMenuItem } from '#protocol/http/tips.ts';

export interface MenuLine {
  /** For React, and for nothing else. */
  readonly key: number;
  readonly title: string;
  /** As typed. */
  readonly tokens: string;
}

/** The lines of a menu as it is. */
export function linesOf(menu: readonly TipMenuItem[]): readonly MenuLine[] {
  return menu.map(({ title, tokens }, key) => ({ key, title, tokens }));
}

/** With an empty line more. */
export function withLine(lines: readonly MenuLine[]): readonly MenuLine[] {
  const key = Math.max(-1, ...lines.map((line) => line.key)) + 1;
  return [...lines, { key, title: '', tokens: '' }];
}

/** What to send, or which lines it cannot be sent with. Lines with nothing in them are left out. */
export function menuOf(
  lines: readonly MenuLine[],
): { readonly body: BodyOf<typeof setTipMenu> } | { readonly faulty: readonly number[] } {
  const filled = lines.filter(({ title, tokens }) => title.trim() !== '' || tokens.trim() !== '');
  const items = filled.map(({ title, tokens }) => ({
    title,
    tokens: /^\d{1,7}$/.test(tokens.trim()) ? Number(tokens) : 0,
  }));
  const read = setTipMenu.body.safeParse({ items });
  if (read.success) return { body: read.data };
  const places = new Set(read.error.issues.map(({ path }) => path[1]));
  return { faulty: filled.filter((_line, at) => places.has(at)).map(({ key }) => key) };
}
