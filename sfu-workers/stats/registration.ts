/**
 * The node's entry in Redis: written twice a second with an expiry, so that a node that hangs vanishes by itself. With
 * Redis away the node serves on; API nodes do not move rooms for a missing key alone.
 */

import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { NodeRegistration, nodeKeys } from '#protocol/media/control.ts';

/** Milliseconds until an entry that is not renewed is gone. */
const expiryMs = 1_500;

export class Registration {
  readonly #redis: Redis;
  readonly #log: Logger;
  readonly #node: string;
  readonly #entry: () => NodeRegistration;
  #written = false;
  #failing = false;

  /** @param entry the node as it is now */
  constructor(redisUrl: string, node: string, log: Logger, entry: () => NodeRegistration) {
    this.#node = node;
    this.#log = log;
    this.#entry = entry;
    this.#redis = new Redis(redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 1_000,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    });
    this.#redis.on('error', (error) => this.#failed(error));
    this.#redis.on('ready', () => void this.write());
  }

  /** Whether the node was ever written: before that nobody can find it. */
  get written(): boolean {
    return this.#written;
  }

  /** The other nodes that are registered now; undefined while Redis is away, or does not say. */
  async others(): Promise<NodeRegistration[] | undefined> {
    if (this.#redis.status !== 'ready') return undefined;
    try {
      const names = await this.#redis.smembers(nodeKeys.all);
      const entries = await this.#redis.mget(nodeKeys.one(this.#node), ...names.map(nodeKeys.one));
      return entries.flatMap((entry) => {
        const parsed = entry === null ? undefined : NodeRegistration.safeParse(JSON.parse(entry));
        return parsed?.success === true && parsed.data.node !== this.#node ? [parsed.data] : [];
      });
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  /** Writes the entry, or logs once that it cannot. */
  async write(): Promise<void> {
    if (this.#redis.status !== 'ready') return;
    try {
      await this.#redis
        .multi()
        .set(nodeKeys.one(this.#node), JSON.stringify(this.#entry()), 'PX', expiryMs)
        .sadd(nodeKeys.all, this.#node)
        .exec();
      if (this.#failing) this.#log.info('Redis is back');
      this.#failing = false;
      this.#written = true;
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Takes the entry away: this node stops. */
  async close(): Promise<void> {
    try {
      if (this.#redis.status === 'ready') {
        await this.#redis.multi().del(nodeKeys.one(this.#node)).srem(nodeKeys.all, this.#node).exec();
      }
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#redis.disconnect();
    }
  }

  #failed(error: unknown): void {
    if (!this.#failing) this.#log.warn({ err: error }, 'Redis does not take the registration of this node');
    this.#failing = true;
  }
}
