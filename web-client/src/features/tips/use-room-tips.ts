/**
 * The tips of a room as components see them: one reading for the stage, what stands beside it and what lies under it.
 */
import { useEffect, useMemo } from 'react';
import { useReadable } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import type { Readable, Signalling } from '../../signalling/index.ts';
import { RoomTips } from './room-tips.ts';
import type { TipsState } from './tips-state.ts';

/** The room whose tips they are, and how to speak with the server about it. */
export interface TipsSource {
  readonly room: string;
  readonly performer: { readonly id: string; readonly displayName: string };
  readonly link: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
}

interface Entry {
  readonly room: string;
  readonly tips: RoomTips;
  holders: number;
}

const entries = new Map<Signalling, Entry>();

export function useRoomTips({ room, link, snapshots }: TipsSource): RoomTips {
  const { user } = useSession();
  const me = user?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: who looks is told below; signing in must not read another time
  const entry = useMemo(() => entryOf(link, room, snapshots, me), [link, room, snapshots]);
  useEffect(() => hold(link, entry), [link, entry]);
  useEffect(() => entry.tips.identify(me), [entry, me]);
  return entry.tips;
}

/** The same with its state. */
export function useTipsState(source: TipsSource): { readonly tips: RoomTips; readonly state: TipsState } {
  const tips = useRoomTips(source);
  return { tips, state: useReadable(tips.state) };
}

function entryOf(link: Signalling, room: string, snapshots: Readable<number>, me: string | undefined): Entry {
  const known = entries.get(link);
  if (known?.room === room) return known;
  known?.tips.close();
  const entry = { room, tips: new RoomTips(link, { room, me, snapshots }), holders: 0 };
  entries.set(link, entry);
  return entry;
}

/** Kept until its last holder lets go; a component that is mounted again at once (React's strict mode) keeps it. */
function hold(link: Signalling, entry: Entry): () => void {
  entry.holders += 1;
  return () => {
    entry.holders -= 1;
    setTimeout(() => {
      if (entry.holders > 0) return;
      entry.tips.close();
      if (entries.get(link) === entry) entries.delete(link);
    });
  };
}
