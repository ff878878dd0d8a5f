/**
 * What a device shows that signed in before: a signed cookie which names the addresses it did so with, hashed. Attempts
 * from such a device are counted in a bucket of its own, so that a stranger who keeps an account's log-in at its limit
 * keeps nobody out who was there before. It says too when a second factor was used there last, which nobody can do who has
 * the password alone: codes from such a device are counted by themselves. The cookie opens nothing: whoever copies it may
 * guess ten times a minute, as anybody may.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { newSecret } from '#kernel/ids.ts';

export interface Device {
  /** The bucket of this device for an address it knows; null: count with everybody's. */
  bucketFor(email: string): string | null;
  /** Whether somebody used a second factor of an address here, at `since` or later: when the one of today was set up. */
  hasProved(email: string, since: Date): boolean;
  /** The cookie with an address more; the same device. @param secondFactor whether one was used now */
  knowing(email: string, secondFactor?: boolean): string;
}

const Content = z.object({
  id: z.string().length(43),
  /** Hash of an address; when it signed in last, in whole days since 1970; when with a second factor, in ms, 0: never. */
  known: z.array(z.tuple([z.string().length(22), z.int(), z.int().min(0)])).max(8),
});
type Content = z.infer<typeof Content>;

const mostKnown = 8;
const dayMs = 86_400_000;
const rememberedDays = 365;

/** @param key 32 bytes of the purpose `known-device` @param cookie undefined or nonsense: a device nobody knows */
export function readDevice(key: Buffer, cookie: string | undefined, nowMs: number): Device {
  const today = Math.floor(nowMs / dayMs);
  const { id, known } = opened(key, cookie) ?? { id: newSecret(), known: [] };
  const fresh = known.filter(([, day]) => today - day <= rememberedDays);
  const hashOf = (email: string): string => hashed(key, `address:${email}`).slice(0, 22);
  const provedAt = (hash: string): number => fresh.find(([one]) => one === hash)?.[2] ?? 0;
  return {
    bucketFor(email) {
      const hash = hashOf(email);
      return fresh.some(([one]) => one === hash) ? `${id}:${hash}` : null;
    },
    hasProved: (email, since) => provedAt(hashOf(email)) >= since.getTime(),
    knowing(email, secondFactor = false) {
      const hash = hashOf(email);
      const others = fresh.filter(([one]) => one !== hash).slice(0, mostKnown - 1);
      const content: Content = { id, known: [[hash, today, secondFactor ? nowMs : provedAt(hash)], ...others] };
      const text = Buffer.from(JSON.stringify(content)).toString('base64url');
      return `${text}.${hashed(key, `cookie:${text}`)}`;
    },
  };
}

function opened(key: Buffer, cookie: string | undefined): Content | undefined {
  const [text = '', signature = ''] = cookie?.split('.') ?? [];
  const right = Buffer.from(hashed(key, `cookie:${text}`));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return Content.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString())).data;
}

function hashed(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
