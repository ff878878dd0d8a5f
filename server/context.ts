/**
 * The composition root: the only file that constructs. What both processes share is opened here; what only the API needs
 * is in `openApi`. Everything else is handed what it needs.
 */
import { join } from 'node:path';
import { type Config, need } from '#config/config.ts';
import { deriveKey, deriveSigningKey } from '#config/keys.ts';
import { afresh } from '#kernel/afresh.ts';
import { systemClock } from '#kernel/clock.ts';
import { repeat } from '#kernel/repeat.ts';
import { throttle } from '#kernel/throttle.ts';
import { underWay } from '#kernel/under-way.ts';
import { type Database, openDatabase } from '#platform/database/index.ts';
import { tellEverywhere } from '#platform/everywhere/index.ts';
import { createLimits, createOpenSockets } from '#platform/limits/index.ts';
import {
  type Channel,
  createLiveEvents,
  currentRun,
  type Delivery,
  isPersonal,
  type LiveEvents,
} from '#platform/live-events/index.ts';
import { openLocalOutbox, openSmtp } from '#platform/mailer/index.ts';
import { openNodeLink } from '#platform/media-plane/index.ts';
import { createOutbox } from '#platform/outbox/index.ts';
import { createOutgoing, openResolver } from '#platform/outgoing/index.ts';
import { createQueue } from '#platform/queue/index.ts';
import { openRedis, type RedisConnection } from '#platform/redis/index.ts';
import { countLines } from '#platform/telemetry/count-lines.ts';
import { createLog, type Log } from '#platform/telemetry/log.ts';
import { createMetrics } from '#platform/telemetry/metrics.ts';
import { observeBooks } from '#platform/telemetry/observe-books.ts';
import { observeIntake } from '#platform/telemetry/observe-intake.ts';
import { hearPerson, unfollowPersons } from '#platform/websocket/hear-person.ts';
import { openSession, type Session } from '#platform/websocket/session.ts';
import type { Place } from '#platform/websocket/session-record.ts';
import { SessionRegistry } from '#platform/websocket/session-registry.ts';
import { createSessionStore, type SessionStore } from '#platform/websocket/session-store.ts';
import { silentWire } from '#platform/websocket/silent-wire.ts';
import { sweepSessions } from '#platform/websocket/sweep-sessions.ts';
import { createAdmission } from './admission.ts';
import { guardSessions, keepStanding } from './domains/accounts/index.ts';
import { openChat } from './domains/chat/index.ts';
import { readBooks } from './domains/ledger/index.ts';
import { createNodes, grantTurn } from './domains/nodes/index.ts';
import { openRooms, type Rooms } from './domains/rooms/index.ts';
import { announceBoard, type BoardAnnouncer, gatherTips, holdQuestions } from './domains/tips/index.ts';
import { findStandingKeys, keepResources } from './domains/whip/index.ts';
import { settleHint } from './jobs.ts';
import { allEvents, reactions } from './reactions.ts';

export type Context = ReturnType<typeof createContext>;
export type ApiContext = ReturnType<typeof openApi>;

/** Opens what every server process needs; nothing waits for a connection here. */
export function createContext(config: Config, name: 'server' | 'jobs') {
  const log = createLog(name, config.logLevel);
  const clock = systemClock;
  const secret = need(config.secret, 'BUSKER_SECRET');
  const metrics = createMetrics(name, log);
  const redisUrl = need(config.redisUrl, 'REDIS_URL');
  const database: Database = openDatabase({ url: need(config.database.url, 'DATABASE_URL'), log, name });
  observeBooks(metrics, () => readBooks(database.read));
  const redis = openRedis(redisUrl, { name, log });
  const reader = openRedis(redisUrl, { name: `${name}-live`, log, commandTimeoutMs: 0 });
  const key = deriveKey(secret, 'media-control');
  const nodes = createNodes({ redis: redis.commands, openLink: openNodeLink, key, clock, log });
  const { smtpUrl, from } = config.mail;
  const localOutbox = smtpUrl === undefined ? openLocalOutbox({ folder: join(config.dataDir, 'mail'), clock }) : null;
  const mailer = localOutbox ?? openSmtp({ url: need(smtpUrl, 'SMTP_URL'), from });
  if (localOutbox !== null && config.production) log.warn('SMTP_URL is not set: mail stays in the data directory');
  const outbox = createOutbox({ database, events: allEvents, clock, log });
  let boards: BoardAnnouncer | undefined;
  const wakeOverlay = overlayWaker(redis, log);
  const openLive = (listener: (channel: Channel, delivery: Delivery) => void): LiveEvents =>
    createLiveEvents(redis, reader, listener, log);
  return {
    ...{ config, log, clock, secret, redisUrl, database, redis, nodes, outbox, openLive, localOutbox, mailer },
    ...{ metrics, wakeOverlay },
    limits: createLimits(redis, config.limitsFactor),
    queue: createQueue({ url: redisUrl, log }),
    outgoing: createOutgoing({ names: openResolver(), clock, allowOwn: config.webhooks.allowLoopback }),
    webhookKey: deriveKey(secret, 'webhook-secret'),
    /** Wires the reactions; once, when live events are open. */
    react: (live: LiveEvents) => {
      boards = announceBoard({ database, live, redis: redis.commands, log });
      outbox.react(
        reactions({
          ...{ database, nodes, log, clock, live, redis, mailer, news: outbox, publicUrl: config.http.publicUrl },
          ...{ boards, wakeOverlay },
        }),
      );
    },
    async close() {
      await outbox.close();
      await boards?.close();
      mailer.close();
      nodes.close();
      await Promise.allSettled([reader.close(), redis.close(), database.close()]);
    },
  };
}

/**
 * Tells every API process that a performer's overlay has something else to show, so that questions of its pages that are held
 * open are answered. Once it is committed; a word that is lost costs as long as a question is held.
 */
function overlayWaker(redis: RedisConnection, log: Log): (performerId: string) => void {
  const lost = (err: unknown): void => log.warn({ err }, 'pages of an overlay were not woken');
  return (performerId) => void tellEverywhere(redis, { kind: 'overlay-changed', performerId }).catch(lost);
}

function accountKeys(secret: string) {
  return {
    accessTokenKey: deriveSigningKey(secret, 'access-token'),
    deviceKey: deriveKey(secret, 'known-device'),
    erasureKey: deriveKey(secret, 'erasure'),
    factorKeys: { totp: deriveKey(secret, 'totp-secret'), recovery: deriveKey(secret, 'recovery-code') },
  };
}

/** Sessions of programs that hold no socket. */
function openResources(
  { config, database, redis, nodes, clock, log }: Context,
  { store, sessions, rooms }: { store: SessionStore; sessions: SessionRegistry; rooms: Rooms },
) {
  return keepResources({
    ...{ database, redis: redis.commands, store, sessions, nodes, clock, log },
    ...{ returning: rooms.returning, abandon: rooms.abandon },
    speak(record, ip) {
      const session: Session = openSession({ ...silentWire(ip, () => sessions.over(session)), record, store });
      return session;
    },
    tellTaken: (sessionId, generation) => tellEverywhere(redis, { kind: 'session-taken', sessionId, generation }),
    open: createOpenSockets(config.socketsPerAddress * config.limitsFactor),
  });
}

/** What takes tips in, and says that something waits to be divided. */
function openTips({ database, outbox, queue, clock, log, metrics }: Context) {
  const intake = gatherTips({ database, news: outbox, clock, noteRound: (tips, tookMs) => note(tips, tookMs) });
  const note = observeIntake(metrics, () => intake.waiting);
  // However much is given, a few hints a second are enough; where Redis is away, the job runs by itself later.
  const hint = (): Promise<void> => queue.add(settleHint, {}, { once: 'settle-hint' });
  const settling = throttle(250, hint, (err) => log.warn({ err }, 'that something is to be settled was not said'));
  return {
    intake,
    attempts: underWay(),
    settleSoon: () => settling.ask('all'),
    /** Questions of overlay pages. */
    held: holdQuestions(),
    async close() {
      await intake.close();
      settling.close();
    },
  };
}

/** Opens what only the API needs: sessions, rooms, the way in. */
export function openApi(context: Context) {
  const { config, log, clock, database, redis, nodes, openLive } = context;
  const store = createSessionStore(redis.commands);
  const sessions = new SessionRegistry({ store, run: currentRun(redis.commands), log });
  const admit = createAdmission({ database, redis: redis.commands, clock, capacity: config.roomCapacity });
  const live = openLive((channel, delivery) => {
    if (isPersonal(channel)) hearPerson(sessions, channel, delivery);
    else rooms.hear(channel, delivery);
  });
  const rooms = openRooms({
    ...{ database, redis: redis.commands, live, nodes, clock, log, admit },
    ...{ iceServers: (session) => grantTurn(config.turn, session, clock.now()), faults: config.demo },
    tellCallSeat: (taken) => tellEverywhere(redis, { kind: 'call-seat-taken', ...taken }),
  });
  const chat = openChat({
    ...{ database, live, clock, log, limits: context.limits, news: context.outbox, seats: rooms.deps.seats },
    ...{ ownHosts: [config.http.publicUrl.hostname], count: countLines(context.metrics) },
  });
  const subscriber = openRedis(context.redisUrl, { name: 'server-subscriber', log, commandTimeoutMs: 0 });
  const standing = keepStanding({ read: database.read, clock });
  const guard = guardSessions({
    ...{ read: database.read, clock, sessions, standing },
    standsOtherwise: (ids) => findStandingKeys(database.read, ids),
  });
  const failed = (what: string) => (err: unknown) => log.warn({ err }, what);
  const lookAgain = afresh(async () => {
    const signedIn = guard.lookAgain().catch(failed('who stands was not looked up'));
    await Promise.all([signedIn, rooms.lookAgain().catch(failed('who may sit was not looked up'))]);
  });
  const looking = repeat(config.lookAgainSeconds * 1_000, lookAgain, () => undefined);
  context.react(live);
  const onAbandoned = (id: string, place: Place): Promise<void> => rooms.abandon(id, place);
  const sweeper = sweepSessions({ store, sessions, redis: redis.commands, onAbandoned, clock, log });
  sessions.onOver((session) => void rooms.forget(session));
  sessions.onTaken((session) => rooms.handOn(session));
  sessions.onAdded(({ identity }) => {
    if (identity !== null) void guard.came(identity).catch(failed('who came was not looked up'));
  });
  unfollowPersons(sessions, live);
  const resources = openResources(context, { store, sessions, rooms });
  const tips = openTips(context);
  return {
    ...{ sessions, store, sweeper, live, rooms, chat, subscriber, resources, tips },
    openSockets: createOpenSockets(config.socketsPerAddress * config.limitsFactor),
    ...{ standing, guard, lookAgain, ...accountKeys(context.secret) },
    async close() {
      looking.stop();
      await resources.close();
      sessions.stop();
      sweeper.stop();
      await tips.close();
      rooms.close();
      await chat.close();
      await live.close();
      await subscriber.close();
    },
  };
}
