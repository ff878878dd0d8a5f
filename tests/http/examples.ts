/**
 * A good request for every route: what it takes and carries out. A route that is added does not compile until it has one.
 */
import { hashSecret } from '#kernel/ids.ts';
import type { RouteName } from '#protocol/http/routes.ts';
import { demoNovaId, demoPassword, demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { fillPurses } from '../world/purse.ts';
import type { Example, Given } from './example.ts';
import { accountExamples } from './examples.account.ts';
import { moneyExamples } from './examples.money.ts';
import { staffExamples } from './examples.staff.ts';
import { webhookExamples } from './examples.webhooks.ts';

/** The smallest picture that is one. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const nothing: Example = () => ({ body: {} });
const bare: Example = () => ({});
const ofFern: Example = () => ({ params: { id: '01900000-0000-7000-8000-000000000003' } });

/** A stream of who asks, or the live one of the demo's performer. */
const ownStream = async ({ stack, live, as }: Given, state: string): Promise<string> => {
  if (as === undefined) return live;
  const [row] = await stack.query<{ id: string }>(
    `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since)
     VALUES (gen_random_uuid(), $1, 'An example', 'broadcast_public', false, '{}', $2, now(),
       CASE WHEN $2 = 'LIVE' THEN now() END) RETURNING id`,
    [as.id, state],
  );
  await stack.query('INSERT INTO room (stream_id) VALUES ($1)', [row?.id]);
  return row?.id ?? '';
};

/** The secret of the page for OBS of the demo's performer. */
const overlaySecret = async (stack: Given['stack']): Promise<string> => {
  const secret = 'an-overlay-secret-of-the-examples';
  await stack.query(
    `INSERT INTO tip_overlay (performer_id, secret_hash, secret_made_at) VALUES ($1, $2, now())
     ON CONFLICT (performer_id) DO UPDATE SET secret_hash = excluded.secret_hash, secret_made_at = now()`,
    [demoPerformerId, hashSecret(secret)],
  );
  return secret;
};

export const examples: Readonly<Record<RouteName, Example>> = {
  ...accountExamples,
  ...staffExamples,
  ...moneyExamples,
  ...webhookExamples,
  login: () => ({ body: { email: 'viewer@busker.example', password: demoPassword } }),

  getProfile: () => ({ params: { handle: 'mara' } }),
  ...{ getOwnProfile: bare, removeAvatar: bare, listFollows: bare, getPreferences: bare },
  editProfile: () => ({ body: { bio: 'I play.' } }),
  getAvatar: () => ({ params: { id: demoPerformerId }, otherwise: ['NOT_FOUND'] }),
  setAvatar: () => ({ file: { type: 'image/png', bytes: picture } }),
  becomePerformer: () => ({ body: {}, otherwise: ['EMAIL_UNVERIFIED'], spends: true }),
  follow: async (given) => ({ ...(await ofFern(given)), body: {}, otherwise: ['CONFLICT'] }),
  unfollow: ofFern,
  setPreferences: () => ({ body: { theme: 'light' } }),

  ...{ listNotifications: bare, getNotificationSettings: bare, readNotifications: nothing },
  setNotificationSettings: () => ({ body: { newFollower: false } }),

  // Conflict: as many as one may have, which the same person meets who is asked again and again.
  createStream: () => ({
    body: {
      ...{ title: 'Good', sessionType: 'broadcast_private', priceTokens: 5, adult: false, tags: ['jazz'] },
      split: 'p2p-share',
    },
    otherwise: ['CONFLICT'],
  }),
  startStream: async (given) => ({ params: { id: await ownStream(given, 'READY') }, body: {} }),
  testStream: async (given) => ({
    params: { id: await ownStream(given, 'READY') },
    body: {},
    ...(given.as === undefined ? { otherwise: ['STREAM_STATE'] as const } : {}),
  }),
  editStream: async (given) => ({ params: { id: await ownStream(given, 'READY') }, body: { title: 'A new title' } }),
  endStream: async (given) => ({ params: { id: await ownStream(given, 'LIVE') }, body: {} }),
  scheduleStream: async (given) => ({
    params: { id: await ownStream(given, 'READY') },
    body: { scheduledFor: null },
    ...(given.as === undefined ? { otherwise: ['STREAM_STATE'] as const } : {}),
  }),
  issueIngestKey: async (given) => ({ params: { id: await ownStream(given, 'READY') }, body: {} }),
  getIngestKey: async (given) => ({ params: { id: await ownStream(given, 'READY') } }),
  revokeIngestKey: async (given) => ({ params: { id: await ownStream(given, 'READY') } }),
  ...{ listStreams: bare, listUpcoming: bare, listTags: bare },
  getStream: () => ({ params: { id: demoStreamId } }),

  getEconomy: bare,
  checkConnection: nothing,

  sendTip: async ({ stack, as }) => {
    await fillPurses(stack, [as?.id ?? demoPerformerId], 5);
    return { body: { creatorId: demoNovaId, amount: 5 } };
  },
  ...{ listTips: bare, exportTips: bare },
  tipStats: () => ({ params: { creatorId: demoPerformerId } }),
  tipBoard: () => ({ params: { creatorId: demoPerformerId } }),
  setTipGoal: () => ({ body: { title: 'A new guitar', target: 1_000 } }),
  setTipMenu: () => ({ body: { items: [{ title: 'A song of your choice', tokens: 100 }] } }),
  ...{ endTipGoal: bare, getOverlay: bare, revokeOverlaySecret: bare, makeOverlaySecret: nothing },
  setOverlay: () => ({ body: { volume: 30 } }),
  readOverlay: async ({ stack }) => ({ params: { token: await overlaySecret(stack) }, query: { wait: '25' } }),

  getChannel: bare,
  appointModerator: () => ({ body: { handle: 'fern' }, otherwise: ['CONFLICT'] }),
  ...{ dismissModerator: ofFern, liftSanction: ofFern },
  setChannelWords: () => ({ body: { words: [{ text: 'spoiler', verdict: 'hold' }] } }),
  setChannelSettings: () => ({ body: { links: 'block' } }),

  ...{ listMail: bare, healthz: bare, readyz: bare, healthParts: bare },
};
