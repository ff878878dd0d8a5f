/**
 * What happens to a request between the door and its handler: parameters judged, ownership of the session noted, order
 * kept within a session.
 */
import { readOrder } from '../control.ts';
import { closeSession } from '../rooms/close-session.ts';
import type { Stage } from '../rooms/stage.ts';
import type { ApiConnection } from './api-connection.ts';
import { Lanes } from './lanes.ts';
import { Owners } from './owners.ts';

export class FrontDesk {
  readonly #stage: Stage;
  readonly #lanes = new Lanes();
  readonly #owners: Owners<ApiConnection>;

  /** @param graceMs how long a session may go on without an API connection that answers for it */
  constructor(stage: Stage, graceMs: number) {
    this.#stage = stage;
    this.#owners = new Owners(graceMs, (session) => {
      stage.log.info({ session }, 'a session is given up: its API node stayed away');
      void this.#lanes.run(`session ${session}`, () => closeSession(stage, { session }));
    });
  }

  /** @throws ControlRefusal */
  async carryOut(connection: ApiConnection, method: string, params: unknown): Promise<unknown> {
    const order = readOrder(method, params);
    if (order.session !== undefined) this.#owners.claim(order.session, connection);
    try {
      return await this.#lanes.run(order.lane, () => order.carryOut(this.#stage));
    } finally {
      if (order.session !== undefined) this.#note(order.session, connection);
    }
  }

  /** An API node's connection is gone: the grace of its sessions begins. */
  left(connection: ApiConnection): void {
    this.#owners.left(connection);
  }

  /** Forgets sessions that ended with their room. */
  tidy(): void {
    this.#owners.prune((session) => this.#isHere(session));
  }

  close(): void {
    this.#owners.close();
  }

  #note(session: string, connection: ApiConnection): void {
    if (this.#isHere(session)) this.#owners.claim(session, connection);
    else this.#owners.forget(session);
  }

  #isHere(session: string): boolean {
    return this.#stage.rooms.membersOf(session).length > 0;
  }
}
