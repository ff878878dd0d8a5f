/**
 * Telling every API process something at once, by Redis publish. It may be lost (a process that has no connection at
 * that moment), so whoever hears it also looks at Postgres when its connection is back and from time to time: this only
 * makes it quick.
 */
import { z } from 'zod';
import { Part } from '#protocol/socket/source.ts';
import type { RedisConnection } from '../redis/index.ts';
import type { Log } from '../telemetry/log.ts';

const Word = z.discriminatedUnion('kind', [
  /** A sign-in is over: what stands on it ends. */
  z.object({ kind: z.literal('sign-in-ended'), signInId: z.uuid() }),
  /** A person's roles are others now: access tokens of an older version count no more, their sockets greet again. */
  z.object({ kind: z.literal('rights-changed'), userId: z.uuid(), rightsVersion: z.int() }),
  /** A person was appointed or dismissed as moderator of a performer's channel. */
  z.object({ kind: z.literal('channel-rights'), performerId: z.uuid(), userId: z.uuid() }),
  /** A person was shut out of a performer's channel. */
  z.object({ kind: z.literal('put-out'), performerId: z.uuid(), userId: z.uuid() }),
  /** Another session of its person took a seat of a two-way room, as this epoch: whoever sits there with an older one is put out. */
  z.object({ kind: z.literal('call-seat-taken'), room: z.uuid(), part: Part, epoch: z.int() }),
  /** A process took a session up, as this generation: whoever holds an older one lets go of it. */
  z.object({ kind: z.literal('session-taken'), sessionId: z.uuid(), generation: z.int() }),
  /** A performer's overlay has something else to show, or its secret is another one. */
  z.object({ kind: z.literal('overlay-changed'), performerId: z.uuid() }),
]);
export type Word = z.infer<typeof Word>;

/** One listener for each kind of word. */
export type Hearing = { readonly [K in Word['kind']]: (word: Extract<Word, { kind: K }>) => void };

const channel = 'everywhere';

/** Rejects where Redis is away. */
export async function tellEverywhere(redis: RedisConnection, word: Word): Promise<void> {
  await redis.commands.publish(channel, JSON.stringify(Word.parse(word)));
}

/** A subscription that was refused is asked for again after so long, in milliseconds. */
const againMs = 1_000;

/**
 * @param subscriber a connection of its own; close it yourself
 * @param onBack called whenever the subscription stands (again): words may have been missed before
 */
export function hearEverywhere(subscriber: RedisConnection, hearing: Hearing, onBack: () => void, log: Log): void {
  const redis = subscriber.commands;
  const subscribe = (): void => void redis.subscribe(channel).then(onBack, refused);
  const refused = (error: unknown): void => {
    // Where the connection went as well, the next one subscribes.
    if (redis.status !== 'ready') return;
    log.warn({ err: error }, 'words to every process are not heard yet');
    setTimeout(() => redis.status === 'ready' && subscribe(), againMs).unref();
  };
  redis.on('message', (_channel: string, message: string) => {
    const word = read(message);
    if (word === undefined) log.warn('a word of another version was not understood');
    else (hearing[word.kind] as (heard: Word) => void)(word);
  });
  redis.on('ready', subscribe);
  if (redis.status === 'ready') subscribe();
}

function read(message: string): Word | undefined {
  try {
    return Word.parse(JSON.parse(message));
  } catch {
    return undefined;
  }
}
