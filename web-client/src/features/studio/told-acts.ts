/**
 * What moderators did to a show, as its performer was told: what stands, and what is to be put away. What is kept from the
 * audience is what the room says; an act says why and since when. Pure.
 */
import { z } from 'zod';
import { ModerationActName, type RoomHold } from '#protocol/http/moderation.ts';
import { Id } from '#protocol/ids.ts';
import type { Note } from '#protocol/socket/notes.ts';

/** So many are kept, the newest; what is shown of them is fewer. */
const mostKept = 20;
/** So many that can be put away are shown at once. */
const mostShown = 3;

const ToldAct = z.object({
  ...{ id: Id, room: Id, act: ModerationActName, reason: z.string() },
  at: z.string().optional(),
  away: z.boolean(),
});
export type ToldAct = z.infer<typeof ToldAct>;
export type ToldActs = readonly ToldAct[];

/** In the order in which it is said: what keeps back the most comes first. */
const kinds = ['paused', 'muted', 'blurred'] as const;
export type HeldKind = (typeof kinds)[number];

const ways: Readonly<Record<HeldKind, { readonly take: ToldAct['act']; readonly give: ToldAct['act'] }>> = {
  paused: { take: 'pause', give: 'resume' },
  muted: { take: 'mute', give: 'unmute' },
  blurred: { take: 'blur', give: 'unblur' },
};

/** After a note; the very same object where it is about something else, or was told before. */
export function afterTold(acts: ToldActs, { room, name, body }: Note): ToldActs {
  if (name !== 'moderation.acted' || room === null || acts.some(({ id }) => id === body.id)) return acts;
  return [...acts, { ...body, room, away: false }].slice(-mostKept);
}

/** One of them was read; that it was told stays known, for it may be told again. */
export function afterPutAway(acts: ToldActs, id: string): ToldActs {
  return acts.map((one) => (one.id === id ? { ...one, away: true } : one));
}

export interface Standing {
  readonly kind: HeldKind;
  /** Undefined where this page was not told: it was loaded later, elsewhere. */
  readonly told: ToldAct | undefined;
}

/** What is kept from the room's audience now, with the act that did it. */
export function standingOf(acts: ToldActs, room: string | undefined, hold: RoomHold): readonly Standing[] {
  return kinds
    .filter((kind) => hold[kind])
    .map((kind) => {
      const last = lastAbout(acts, room, kind);
      return { kind, told: last?.act === ways[kind].take ? last : undefined };
    });
}

/** Warnings and ends, of the shows before too, and what was given back here and not taken since: the newest first. */
export function passingOf(acts: ToldActs, room: string | undefined, hold: RoomHold): readonly ToldAct[] {
  const given = kinds.filter((kind) => !hold[kind]).map((kind) => givenBack(acts, room, kind));
  const passes = (one: ToldAct): boolean => one.act === 'warn' || one.act === 'end' || given.includes(one);
  return acts
    .filter((one) => !one.away && passes(one))
    .toReversed()
    .slice(0, mostShown);
}

function givenBack(acts: ToldActs, room: string | undefined, kind: HeldKind): ToldAct | undefined {
  const last = lastAbout(acts, room, kind);
  return last?.act === ways[kind].give ? last : undefined;
}

function lastAbout(acts: ToldActs, room: string | undefined, kind: HeldKind): ToldAct | undefined {
  const { take, give } = ways[kind];
  return acts.findLast((one) => one.room === room && (one.act === take || one.act === give));
}

/** As it is written down, and read again; nothing where what was written is not of this form. */
export function toldActsOf(text: string | null): ToldActs {
  try {
    return z
      .array(ToldAct)
      .max(mostKept)
      .parse(JSON.parse(text ?? '[]'));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return [];
    throw thrown;
  }
}
