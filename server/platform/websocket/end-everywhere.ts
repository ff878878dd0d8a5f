/**
 * Tells every API process that a sign-in is over, so that its sockets close wherever they are.
 */
import { z } from 'zod';
import type { RedisConnection } from '../redis/index.ts';
import type { SessionRegistry } from './session-registry.ts';

const channel = 'sign-in.ended';
const SignInId = z.uuid();

/** Publishes the end of a sign-in. */
export async function endEverywhere(redis: RedisConnection, signInId: string): Promise<void> {
  await redis.commands.publish(channel, signInId);
}

/** Ends sessions of this process as told. @param subscriber a connection of its own; close it yourself */
export function hearEnds(subscriber: RedisConnection, sessions: SessionRegistry): void {
  const redis = subscriber.commands;
  const subscribe = (): void => void redis.subscribe(channel).catch(() => undefined);
  redis.on('message', (_channel: string, message: string) => {
    const signInId = SignInId.safeParse(message);
    if (signInId.success) sessions.endSignIn(signInId.data);
  });
  redis.on('ready', subscribe);
  if (redis.status === 'ready') subscribe();
}
