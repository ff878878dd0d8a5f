/**
 * The other media nodes of the deployment: what they registered, and a connection to each that serves viewers of this one's
 * rooms. A node that was just not to be reached is left alone for a moment.
 */
import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import type { ControlEvent, NodeRegistration } from '#protocol/media/control.ts';
import { mediaUnavailable } from '../rooms/refusals.ts';
import { PeerLink } from './peer-link.ts';

export interface PeersOptions {
  /** Name of this node. */
  readonly node: string;
  readonly key: Buffer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onEvent: (node: string, event: ControlEvent) => void;
  /** A node that was connected is not any more. */
  readonly onLost: (node: string) => void;
}

const restMs = 2_000;

export class Peers {
  readonly #options: PeersOptions;
  readonly #links = new Map<string, Promise<PeerLink>>();
  readonly #failedAtMs = new Map<string, number>();
  #registered: readonly NodeRegistration[] = [];
  /** Undefined until it was looked for others. */
  #knewAny: boolean | undefined;
  #closed = false;

  constructor(options: PeersOptions) {
    this.#options = options;
  }

  /** Those that are registered now; this node itself is left out. */
  learn(registered: readonly NodeRegistration[]): void {
    this.#registered = registered.filter(({ node }) => node !== this.#options.node);
    this.#knewAny = this.#knewAny === true || this.#registered.length > 0;
  }

  /** Whether it was looked for other nodes and there never was one. */
  get wasAlwaysAlone(): boolean {
    return this.#knewAny === false;
  }

  /** Every other node that is registered. */
  get all(): readonly NodeRegistration[] {
    return this.#registered;
  }

  /** Those that may be given viewers. */
  get willing(): readonly NodeRegistration[] {
    const nowMs = this.#options.clock.monotonicMs();
    const rested = (node: string): boolean => nowMs - (this.#failedAtMs.get(node) ?? -restMs) >= restMs;
    return this.#registered.filter(({ node, draining, workers }) => !draining && workers > 0 && rested(node));
  }

  /** The connection to a node, opened where there is none. @throws ControlRefusal MEDIA_UNAVAILABLE */
  link(node: string): Promise<PeerLink> {
    const present = this.#links.get(node);
    if (present !== undefined) return present;
    const opening = this.#open(node);
    this.#links.set(node, opening);
    opening.catch(() => {
      if (this.#links.get(node) === opening) this.#links.delete(node);
      this.#failedAtMs.set(node, this.#options.clock.monotonicMs());
    });
    return opening;
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    for (const link of this.#links.values()) {
      link.then(
        (opened) => opened.close(),
        () => undefined,
      );
    }
  }

  async #open(node: string): Promise<PeerLink> {
    const { key, log, onEvent } = this.#options;
    const url = this.#registered.find((one) => one.node === node)?.controlUrl;
    if (url === undefined || this.#closed) throw mediaUnavailable();
    try {
      return await PeerLink.open({
        ...{ url, key },
        onEvent: (event) => onEvent(node, event),
        onClose: () => this.#left(node),
      });
    } catch (error) {
      log.warn({ err: error, node }, 'another media node cannot be reached');
      throw mediaUnavailable();
    }
  }

  #left(node: string): void {
    this.#links.delete(node);
    if (this.#closed) return;
    this.#failedAtMs.set(node, this.#options.clock.monotonicMs());
    this.#options.log.warn({ node }, 'the connection to another media node ended');
    this.#options.onLost(node);
  }
}
