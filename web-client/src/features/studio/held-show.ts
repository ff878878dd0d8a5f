/**
 * A show that this very tab was sending when it was loaded anew: it goes on by itself, with what was switched on and nothing
 * else. Anything but a reload a moment ago (another tab, a window that was restored, an hour later) has to be asked for. Pure.
 */
import { z } from 'zod';
import { Id } from '#protocol/ids.ts';

/** A reload takes seconds; whoever was away for longer may not expect to be seen. */
const freshMs = 60_000;

const Held = z.object({ stream: Id, camera: z.boolean(), microphone: z.boolean(), atMs: z.number() });
export type HeldShow = Omit<z.infer<typeof Held>, 'atMs'>;

/** As it is written down. @param nowMs milliseconds since 1970 */
export function heldText(show: HeldShow, nowMs: number): string {
  return JSON.stringify({ ...show, atMs: nowMs });
}

/** Whether what was written holds for a page that was loaded in this way. @param nowMs milliseconds since 1970 */
export function heldShowOf(text: string | null, loadedBy: string | undefined, nowMs: number): HeldShow | undefined {
  if (text === null || loadedBy !== 'reload') return undefined;
  const read = Held.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { atMs, ...show } = read.data;
  const away = nowMs - atMs;
  const somethingToSend = show.camera || show.microphone;
  return somethingToSend && away >= 0 && away <= freshMs ? show : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
