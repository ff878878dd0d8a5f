/**
 * The show of the leak test from a studio in Chromium: with one viewer, and with or without a moderator who watches silently. What the browser
 * says of its own sending (`getStats`) is all that it finds out.
 */
import type { Page } from 'playwright-core';
import type { Person } from '../http/people.ts';
import { type LayerSent, layersSent } from '../world/browser-peers.ts';
import type { Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { watchThrough } from '../world/socket-media.ts';
import { until } from '../world/until.ts';
import type { Wishes } from './scene.ts';
import { slipIn } from './slip-in.ts';

const patience = { withinMs: 60_000 };
const minutes = { timeout: patience.withinMs };

/** What was counted of each layer, lowest first, over so many seconds. */
export interface Sent {
  readonly layers: readonly LayerSent[];
  readonly seconds: number;
}

/** Signs a performer in; the page is good for many shows. */
export async function openStudio(show: Show): Promise<Page> {
  const performer = await show.browser.person();
  await show.signIn(performer, 'performer@busker.example');
  return performer.page;
}

/** Plays it once. @param studio a page of a performer who is signed in @param moderator of whom nothing is to be noticed */
export async function playInBrowser(
  { stack, url }: Show,
  studio: Page,
  moderator: Person,
  { silent, lastsMs }: Wishes,
): Promise<Sent> {
  await studio.goto(`${url}/studio`);
  await studio.getByRole('textbox', { name: 'Title' }).fill('The same show again');
  await studio.getByRole('button', { name: 'Go live' }).click();
  await studio.getByText('Everybody in your room sees and hears you.').waitFor(minutes);
  const room = (await studio.getByRole('textbox', { name: 'Link to your room' }).inputValue()).split('/').at(-1) ?? '';
  await until(
    'three layers',
    async () => (await layersSent(studio)).filter(({ frames }) => frames > 0).length === 3,
    patience,
  );
  const guest = await TestSocket.open(stack);
  await guest.do('room.join', { room, as: 'viewer' });
  const screen = await watchThrough(guest);
  await until('a picture', () => screen.marks.length > 0, patience);
  const [before, startedAtMs] = [await layersSent(studio), performance.now()];
  const unnoticed = silent ? await slipIn(stack, moderator, room) : undefined;
  await until('the time it lasts', () => performance.now() - startedAtMs > lastsMs, { withinMs: lastsMs + 5_000 });
  const [after, seconds] = [await layersSent(studio), (performance.now() - startedAtMs) / 1_000];
  await unnoticed?.leave();
  screen.close();
  await guest.close();
  await studio.getByRole('button', { name: 'End show' }).click();
  await studio.getByRole('dialog').getByRole('button', { name: 'End show' }).click();
  await studio.getByText('That was your show').waitFor(minutes);
  return { layers: after.map((layer) => since(layer, before)), seconds };
}

/** Counts are what came since; what is no count stays. */
function since(now: LayerSent, all: readonly LayerSent[]): LayerSent {
  const before = all.find(({ rid }) => rid === now.rid);
  const { plis, firs, nacks, keyFrames, frames, resolutionChanges, limitedSeconds } = now;
  return {
    ...now,
    plis: plis - (before?.plis ?? 0),
    firs: firs - (before?.firs ?? 0),
    nacks: nacks - (before?.nacks ?? 0),
    keyFrames: keyFrames - (before?.keyFrames ?? 0),
    frames: frames - (before?.frames ?? 0),
    resolutionChanges: resolutionChanges - (before?.resolutionChanges ?? 0),
    limitedSeconds: limitedSeconds - (before?.limitedSeconds ?? 0),
  };
}
