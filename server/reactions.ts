/**
 * TABLE 4: what happens because something happened. News goes up here and nowhere else. Every reaction runs at least once
 * and comes to the same end when repeated.
 */
import type { Clock } from '#kernel/clock.ts';
import { recent } from '#kernel/recent.ts';
import { tellEverywhere } from '#platform/everywhere/index.ts';
import type { LiveEvents } from '#platform/live-events/index.ts';
import type { News, Reactions } from '#platform/outbox/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { accountEvents, type MailLinkDeps, mailLink, mailNotice } from './domains/accounts/index.ts';
import { endShows, reviewShows } from './domains/admin/index.ts';
import { announceSanction, announceSettings, channelEvents } from './domains/channels/index.ts';
import { ledgerEvents } from './domains/ledger/index.ts';
import { carryOutAct, moderationEvents } from './domains/moderation/index.ts';
import {
  notifyAdmins,
  notifyFollowed,
  notifyGuest,
  notifyModerated,
  notifyPerson,
  openRound,
} from './domains/notifications/index.ts';
import { profileEvents } from './domains/profiles/index.ts';
import { closeRoom, type RoomsDeps, showMedia } from './domains/rooms/index.ts';
import { readStream, streamEvents } from './domains/streams/index.ts';
import { type BoardAnnouncer, tellBoard, tellGiver, tellRoom, tellVerdict, tipEvents } from './domains/tips/index.ts';
import { readEarnings } from './domains/wallets/index.ts';
import { queueLife, queueTips, webhookEvents } from './domains/webhooks/index.ts';
import { whipEvents } from './domains/whip/index.ts';

/** The events of all domains. */
export const allEvents = {
  ...{ ...accountEvents, ...streamEvents, ...channelEvents, ...profileEvents, ...tipEvents },
  ...{ ...ledgerEvents, ...whipEvents, ...webhookEvents, ...moderationEvents },
};

export interface ReactionDeps
  extends Pick<RoomsDeps, 'database' | 'nodes' | 'log'>,
    Pick<MailLinkDeps, 'mailer' | 'publicUrl'> {
  readonly clock: Clock;
  readonly news: News<typeof streamEvents>;
  readonly live: LiveEvents;
  readonly redis: RedisConnection;
  readonly boards: BoardAnnouncer;
  /** Says in every process that this performer's overlay shows something else. */
  readonly wakeOverlay: (performerId: string) => void;
}

/** Event → reactions by name; the names are stored, so a renamed one loses what was under way. */
export function reactions(deps: ReactionDeps): Reactions<typeof allEvents> {
  return {
    ...accountReactions(deps),
    'stream.started': {
      // A room that hears twice that it is live shows the same.
      'tell-life': async ({ streamId }) => {
        await deps.live.publish({ room: streamId, audience: 'public' }, 'room.state', {
          state: 'LIVE',
          reason: 'started',
        });
        await showMedia({ ...deps, redis: deps.redis.commands }, streamId);
      },
      // Of one event there is one message.
      'queue-webhooks': ({ streamId }, occasion) => queueLife(deps, { type: 'stream.started', streamId }, occasion),
      // One event opens one round.
      'notify-followers': ({ streamId }, occasion) => openRound(deps.database, streamId, occasion),
      'notify-guest': ({ streamId }, occasion) => notifyGuest(deps, streamId, occasion),
      'wake-overlay': ({ streamId }) => wakeOverlayOf(deps, streamId),
    },
    'person.followed': {
      // The line knows which events are in it.
      'notify-followed': (followed, occasion) => notifyFollowed(deps, followed, occasion),
    },
    'stream.changed': {
      // It is read when it is told: a repeat says the same or something newer.
      'tell-life': async ({ streamId }) => {
        const stream = await readStream(deps.database.read, streamId);
        await deps.live.publish({ room: streamId, audience: 'public' }, 'room.stream', { stream });
      },
      // A test that began or ended is staff's to see, or no more. What is shown already is not told again.
      'show-staff': ({ streamId }) => showMedia({ ...deps, redis: deps.redis.commands }, streamId),
    },
    'stream.ended': {
      // The second time nothing is left to close. Of one name with the other two, because those of one name keep their order;
      // tips are told under another, so that neither waits for the other.
      'tell-life': ({ streamId, reason }) => closeRoom(deps, streamId, reason),
      // Of the same name as that of the start: the end is queued after it.
      'queue-webhooks': (ended, occasion) => queueLife(deps, { type: 'stream.ended', ...ended }, occasion),
      'wake-overlay': ({ streamId }) => wakeOverlayOf(deps, streamId),
    },
    'books.differed': {
      // Of one comparison each admin has one line.
      'notify-admins': (about) => notifyAdmins(deps, about),
    },
    ...programReactions(deps),
    'room.moderated': {
      // What holds is read when it is told; a show that ended ends no more.
      'carry-out': ({ actId }) => carryOutAct(deps, actId),
      // Of one act the performer has one line.
      'notify-performer': ({ actId }) => notifyModerated(deps, actId),
    },
    ...channelReactions(deps),
    ...tipReactions(deps),
  };
}

/** Its pages in OBS show whether the performer is live; one that is woken for nothing reads and waits again. */
async function wakeOverlayOf({ database, wakeOverlay }: ReactionDeps, streamId: string): Promise<void> {
  const { performer } = await readStream(database.read, streamId);
  wakeOverlay(performer.id);
}

/** What concerns programs of performers: encoders, and those that are told of shows. */
function programReactions(deps: ReactionDeps): Reactions<typeof whipEvents & typeof webhookEvents> {
  return {
    'ingest-key.ended': {
      // What stands on a key ends as what stands on a sign-in does.
      'close-sessions': ({ keyId }) => tellEverywhere(deps.redis, { kind: 'sign-in-ended', signInId: keyId }),
    },
    'webhook.paused': {
      // Of one event there is one line.
      'notify-owner': ({ performerId, because, host }, { eventId }) =>
        notifyPerson(deps, {
          ...{ userId: performerId, about: `webhook:${eventId}`, link: '/settings/webhooks' },
          title: 'A webhook was paused',
          text: because === 'gone' ? `${host} answered that it is gone.` : `${host} took nothing for three days.`,
        }),
    },
  };
}

/** Ending what is ended does nothing; a link mailed twice leaves the second one good. */
function accountReactions(deps: ReactionDeps): Reactions<typeof accountEvents> {
  return {
    'sign-in.ended': {
      'close-sockets': ({ signInId }) => tellEverywhere(deps.redis, { kind: 'sign-in-ended', signInId }),
    },
    'account.rights-changed': {
      'tell-processes': (about) => tellEverywhere(deps.redis, { kind: 'rights-changed', ...about }),
      'end-shows': ({ userId }) => reviewShows(deps, userId),
    },
    'account.link-asked': {
      'mail-link': (asked) => mailLink(deps, asked),
    },
    'account.protection-changed': {
      // Repeated, the owner reads it twice.
      'mail-owner': ({ userId, change }, { happenedAt }) => mailNotice(deps, { userId, change }, happenedAt),
    },
    'account.registered': {},
    'account.suspended': {
      'end-shows': ({ userId }) => endShows(deps, userId),
    },
    'account.erased': {
      'end-shows': ({ userId }) => endShows(deps, userId),
    },
  };
}

/** Each says what is true when it is said, so that a repeat says the same or something newer. */
function channelReactions({ database, live, clock, redis }: ReactionDeps): Reactions<typeof channelEvents> {
  const tell = { read: database.read, live, clock };
  return {
    'channel.rights-changed': {
      'tell-processes': (about) => tellEverywhere(redis, { kind: 'channel-rights', ...about }),
    },
    'channel.sanctioned': {
      // Whoever is out of the rooms already is put out of nothing.
      'put-out': async ({ kind, performerId, userId }) => {
        if (kind === 'ban') await tellEverywhere(redis, { kind: 'put-out', performerId, userId });
      },
      'tell-people': (about) => announceSanction(tell, about),
    },
    'channel.settings-changed': {
      'tell-rooms': ({ performerId }) => announceSettings(tell, performerId),
    },
  };
}

/** What is told is read when it is told; pages know a tip they have by its id. */
function tipReactions(deps: ReactionDeps): Reactions<typeof tipEvents> {
  const { database, live, boards, clock, wakeOverlay } = deps;
  const earningsOf = recent(1_000, clock, (performerId) => readEarnings(database.read, performerId));
  const tell = { read: database.read, live, boards, earningsOf, wakeOverlay };
  return {
    'tip.accepted': {
      'tell-room': { many: (tips) => tellRoom(tell, tips) },
      'tell-giver': { many: (tips) => tellGiver(tell, tips) },
      // Of one event there is one message.
      'queue-webhooks': { many: (tips) => queueTips(deps, tips) },
    },
    'tip.judged': {
      'tell-room': (about) => tellVerdict(tell, about),
    },
    'tip.board-changed': {
      'tell-rooms': (about) => tellBoard(tell, about),
    },
  };
}
