/**
 * The rooms open on this node and the sessions in them: the two indexes, kept in step.
 */
import type { RunningWorker } from '../workers/start-worker.ts';
import { EpochMemory } from './epoch-memory.ts';
import { notFound, staleEpoch } from './refusals.ts';
import type { Member, Room } from './room.ts';

interface RoomAt {
  readonly room: string;
  readonly mediaEpoch: number;
}

export class OpenRooms {
  readonly epochs = new EpochMemory();
  readonly #rooms = new Map<string, Room>();
  /** Edges of rooms of other nodes, by room and media epoch: a room that moves may be here at two of them for a moment. */
  readonly #guests = new Map<string, Room>();
  readonly #coming = new WeakMap<RunningWorker, number>();
  readonly #members = new Map<string, Set<Member>>();

  /** Rooms whose origin is here, and edges of rooms of other nodes. */
  get all(): readonly Room[] {
    return [...this.#rooms.values(), ...this.#guests.values()];
  }

  /** Rooms whose origin is here. */
  get own(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** The room whose origin is here. */
  find(id: string): Room | undefined {
    return this.#rooms.get(id);
  }

  /** The edge of a room of another node. */
  guest(at: RoomAt): Room | undefined {
    return this.#guests.get(guestKey(at));
  }

  /** The room, open at just this epoch. @throws ControlRefusal MEDIA_EPOCH_STALE otherwise */
  at(place: RoomAt): Room {
    const room = this.#rooms.get(place.room);
    if (room?.mediaEpoch === place.mediaEpoch) return room;
    const guest = this.guest(place);
    if (guest === undefined) throw staleEpoch();
    return guest;
  }

  /** Rooms that stand on the worker: with their origin, or, of another node's room, with the edge that is piped to it. */
  on(worker: RunningWorker): Room[] {
    return this.all.filter((room) => room.worker === worker);
  }

  /** Rooms that are being opened on the worker. */
  coming(worker: RunningWorker | undefined): number {
    return (worker && this.#coming.get(worker)) ?? 0;
  }

  /** Counts a room that is being opened on the worker. @returns how to stop counting it */
  place(worker: RunningWorker): () => void {
    this.#coming.set(worker, this.coming(worker) + 1);
    return () => this.#coming.set(worker, this.coming(worker) - 1);
  }

  add(room: Room): void {
    if (room.upstream !== undefined) {
      this.#guests.set(guestKey({ room: room.id, mediaEpoch: room.mediaEpoch }), room);
      return;
    }
    this.#rooms.set(room.id, room);
    this.epochs.raise(room.id, room.mediaEpoch);
  }

  remove(room: Room): void {
    const key = guestKey({ room: room.id, mediaEpoch: room.mediaEpoch });
    if (this.#rooms.get(room.id) === room) this.#rooms.delete(room.id);
    if (this.#guests.get(key) === room) this.#guests.delete(key);
  }

  /** The session's place in the room, made where it has none. @param hidden whether it is to be one that nobody notices */
  join(room: Room, session: string, hidden: boolean): Member {
    const among = hidden ? room.hidden : room.members;
    const present = among.get(session);
    if (present !== undefined) return present;
    const member: Member = {
      session,
      room,
      hidden,
      transports: new Map(),
      site: undefined,
      away: undefined,
      consumers: new Map(),
      playing: undefined,
      closed: false,
    };
    among.set(session, member);
    const elsewhere = this.#members.get(session) ?? new Set();
    this.#members.set(session, elsewhere.add(member));
    return member;
  }

  /** The session's place in the room. @throws ControlRefusal NOT_FOUND where it has none */
  member(room: Room, session: string): Member {
    const member = room.members.get(session) ?? room.hidden.get(session);
    if (member === undefined) throw notFound('session in this room');
    return member;
  }

  leave(member: Member): void {
    const { room, hidden } = member;
    (hidden ? room.hidden : room.members).delete(member.session);
    const others = this.#members.get(member.session);
    others?.delete(member);
    if (others?.size === 0) this.#members.delete(member.session);
  }

  membersOf(session: string): Member[] {
    return [...(this.#members.get(session) ?? [])];
  }
}

const guestKey = ({ room, mediaEpoch }: RoomAt): string => `${room} ${mediaEpoch}`;
