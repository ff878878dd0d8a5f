/**
 * A performer's own channel over HTTP.
 */
import type { Handlers } from '#platform/http/handler.ts';
import { appointModerator } from './appoint-moderator.ts';
import { changeSettings } from './change-settings.ts';
import { describeChannel } from './describe-channel.ts';
import { dismissModerator } from './dismiss-moderator.ts';
import { liftSanction } from './lift-sanction.ts';
import type { ChannelDeps } from './parts.ts';
import { setWords } from './set-words.ts';

type Names =
  | 'getChannel'
  | 'appointModerator'
  | 'dismissModerator'
  | 'liftSanction'
  | 'setChannelWords'
  | 'setChannelSettings';

/** The routes of channels: each about the caller's own. */
export function channelRoutes(deps: ChannelDeps): Handlers<Names> {
  return {
    getChannel: ({ caller }) => describeChannel(deps.database.read, caller.userId, deps.clock.now()),
    appointModerator: async ({ caller, body }) => {
      const { person, since } = await appointModerator(deps, caller.userId, { handle: body.handle });
      const { id, handle, displayName } = person;
      return { moderator: { person: { id, handle, displayName }, since: since.toISOString() } };
    },
    dismissModerator: async ({ caller, params }) => {
      await dismissModerator(deps, caller.userId, params.id);
      return {};
    },
    liftSanction: async ({ caller, params }) => {
      await liftSanction(deps, caller.userId, params.id);
      return {};
    },
    setChannelWords: async ({ caller, body }) => ({ words: await setWords(deps, caller.userId, body.words) }),
    setChannelSettings: async ({ caller, body }) => {
      const by = { performerId: caller.userId, userId: caller.userId, capacity: 'performer' } as const;
      return { settings: await changeSettings(deps, by, body) };
    },
  };
}
