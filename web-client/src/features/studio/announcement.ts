/**
 * What a performer fills in before going live, and whether it can be announced. Pure; the rules are the protocol's.
 */
import type { SplitName } from '#protocol/http/economy.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import { createStream, editStream } from '#protocol/http/streams.ts';

export interface Draft {
  readonly title: string;
  /** As typed, with commas or spaces between. */
  readonly tags: string;
  readonly adult: boolean;
  readonly ticketed: boolean;
  /** As typed; counts only where ticketed. */
  readonly price: string;
  /** Who gets what of what is given; null: as this site has it. */
  readonly split: SplitName | null;
}

/** As the wire calls them. */
export type DraftField = 'title' | 'tags' | 'priceTokens';
export type DraftFaults = Readonly<Partial<Record<DraftField, true>>>;
export type Announcement = BodyOf<typeof createStream>;
/** What of it may be changed later. */
export type ShowChange = BodyOf<typeof editStream>;

export const emptyDraft: Draft = { title: '', tags: '', adult: false, ticketed: false, price: '', split: null };

/** The words between commas, spaces and hashes, each once, in lower case. */
export function tagsOf(typed: string): string[] {
  const words = typed.toLowerCase().split(/[\s,;#]+/u);
  return [...new Set(words.filter((word) => word !== ''))];
}

/** What to send, or which fields it cannot be sent with. */
export function announcementOf(draft: Draft): { body: Announcement } | { faults: DraftFaults } {
  const price = /^\d+$/.test(draft.price.trim()) ? Number(draft.price) : Number.NaN;
  const read = createStream.body.safeParse({
    title: draft.title,
    tags: tagsOf(draft.tags),
    adult: draft.adult,
    ...(draft.ticketed
      ? { sessionType: 'broadcast_private', priceTokens: price }
      : { sessionType: 'broadcast_public' }),
    ...(draft.split !== null && { split: draft.split }),
  });
  return read.success ? { body: read.data } : { faults: faultsIn(read.error.issues) };
}

/** Title and tags alone, for a show that is announced already. */
export function showChangeOf({
  title,
  tags,
}: Pick<Draft, 'title' | 'tags'>): { body: ShowChange } | { faults: DraftFaults } {
  const read = editStream.body.safeParse({ title, tags: tagsOf(tags) });
  return read.success ? { body: read.data } : { faults: faultsIn(read.error.issues) };
}

function faultsIn(issues: readonly { readonly path: readonly PropertyKey[] }[]): DraftFaults {
  return Object.fromEntries(issues.map(({ path }) => [path[0] as DraftField, true]));
}
