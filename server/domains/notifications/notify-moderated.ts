/**
 * Tells a performer what staff decided about their show, and why: it is there to be read when the show is over too.
 */
import type { ModerationActName } from '#protocol/http/moderation.ts';
import { readAct } from '../moderation/index.ts';
import { type NotifyDeps, notifyPerson } from './notify-person.ts';

const titles: Readonly<Record<ModerationActName, string>> = {
  warn: 'You were warned by our moderators',
  mute: 'Our moderators muted your show',
  unmute: 'Your show has its sound again',
  blur: 'Our moderators blurred your show',
  unblur: 'Your show is clear again',
  pause: 'Our moderators paused your show',
  resume: 'Your show goes on',
  end: 'Our moderators ended your show',
};

/** For a reaction: of one act there is one line. */
export async function notifyModerated(deps: NotifyDeps, actId: string): Promise<void> {
  const told = await readAct(deps.database.read, actId);
  if (told === null) return;
  const { performerId: userId, act, reason } = told;
  await notifyPerson(deps, { userId, about: `moderation:${actId}`, title: titles[act], text: reason, link: '/studio' });
}
