/**
 * What happens to a request between the door and its handler: parameters judged, ownership of the session noted, order
 * kept within a session.
 */
import { type Order, readOrder } from '../control.ts';
import { closeSession } from '../rooms/close-session.ts';
import { endRoom } from '../rooms/end.ts';
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
    if (method === 'edge.open') return this.#lanes.run(order.lane, () => this.#host(connection, order));
    if (order.session !== undefined) this.#owners.claim(order.session, connection);
    try {
      return await this.#lanes.run(order.lane, () => order.carryOut(this.#stage));
    } finally {
      if (order.session !== undefined) this.#note(order.session, connection);
    }
  }

  /** A connection is gone: the grace of an API node's sessions begins; edges of another node's rooms end at once. */
  left(connection: ApiConnection): void {
    this.#owners.left(connection);
    const { rooms } = this.#stage;
    for (const room of rooms.all) if (room.upstream?.asker === connection) endRoom(rooms, room);
  }

  /** Forgets sessions that ended with their room. */
  tidy(): void {
    this.#owners.prune((session) => this.#isHere(session));
  }

  close(): void {
    this.#owners.close();
  }

  /** An edge is answered for by the connection that asked for it, from the moment it is there. */
  async #host(connection: ApiConnection, order: Order): Promise<unknown> {
    const answer = await order.carryOut(this.#stage);
    const { rooms } = this.#stage;
    for (const room of rooms.all.filter(({ upstream }) => upstream !== undefined && upstream.asker === undefined)) {
      if (`room ${room.id}` !== order.lane || room.upstream === undefined) continue;
      room.upstream.asker = connection;
      if (connection.gone) endRoom(rooms, room);
    }
    return answer;
  }

  #note(session: string, connection: ApiConnection): void {
    if (this.#isHere(session)) this.#owners.claim(session, connection);
    else this.#owners.forget(session);
  }

  #isHere(session: string): boolean {
    return this.#stage.rooms.membersOf(session).length > 0;
  }
}
