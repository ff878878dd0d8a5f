/**
 * The stage of the outbox's tests: a database, and processes with connections, reactions and a clock of their own, which tell of songs.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { z } from 'zod';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createOutbox, type Reactions } from '../../server/platform/outbox/index.ts';
import { startDatabase } from '../world/database.ts';

const events = {
  'song.played': z.object({ title: z.string() }),
  'song.liked': z.object({ by: z.string() }),
} as const;
type Events = typeof events;

/** Everything is closed with the test. */
export async function openOutboxStage(t: Test) {
  const postgres = await startDatabase();
  t.teardown(() => postgres.close());
  /** One process: its own connections, its own reactions. What it told is forgotten with the test. */
  const openProcess = (t: Test, reactions: Partial<Reactions<Events>>, clock = fakeClock(1_000_000)) => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }) });
    const outbox = createOutbox({ database, events, clock, log });
    outbox.react({ 'song.played': {}, 'song.liked': {}, ...reactions });
    t.teardown(async () => {
      await outbox.close();
      await database.close();
      await postgres.query('DELETE FROM outbox_event');
    });
    const play = (key: string, title: string) =>
      database.transact((tx) => outbox.record(tx, { name: 'song.played', key, body: { title } }));
    return { database, outbox, clock, lines, play };
  };
  return { postgres, openProcess };
}

/** A reaction that remembers what it was told. */
export function memory() {
  const told: string[] = [];
  return { told, hear: async ({ title }: { title: string }) => void told.push(title) };
}
