/**
 * The rooms open on this node and the sessions in them: the two indexes, kept in step.
 */
import type { RunningWorker } from '../workers/start-worker.ts';
import { EpochMemory } from './epoch-memory.ts';
import { notFound, staleEpoch } from './refusals.ts';
import type { Member, Room } from './room.ts';

export class OpenRooms {
  readonly epochs = new EpochMemory();
  readonly #rooms = new Map<string, Room>();
  readonly #coming = new WeakMap<RunningWorker, number>();
  readonly #members = new Map<string, Set<Member>>();

  get all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  get size(): number {
    return this.#rooms.size;
  }

  find(id: string): Room | undefined {
    return this.#rooms.get(id);
  }

  /** The room, open at just this epoch. @throws ControlRefusal MEDIA_EPOCH_STALE otherwise */
  at({ room: id, mediaEpoch }: { room: string; mediaEpoch: number }): Room {
    const room = this.#rooms.get(id);
    if (room === undefined || room.mediaEpoch !== mediaEpoch) throw staleEpoch();
    return room;
  }

  /** Rooms whose origin is on the worker. */
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
    this.#rooms.set(room.id, room);
    this.epochs.raise(room.id, room.mediaEpoch);
  }

  remove(room: Room): void {
    if (this.#rooms.get(room.id) === room) this.#rooms.delete(room.id);
  }

  /** The session's place in the room, made where it has none. */
  join(room: Room, session: string): Member {
    const present = room.members.get(session);
    if (present !== undefined) return present;
    const member: Member = {
      session,
      room,
      transports: new Map(),
      site: undefined,
      consumers: new Map(),
      playing: undefined,
      closed: false,
    };
    room.members.set(session, member);
    const elsewhere = this.#members.get(session) ?? new Set();
    this.#members.set(session, elsewhere.add(member));
    return member;
  }

  /** The session's place in the room. @throws ControlRefusal NOT_FOUND where it has none */
  member(room: Room, session: string): Member {
    const member = room.members.get(session);
    if (member === undefined) throw notFound('session in this room');
    return member;
  }

  leave(member: Member): void {
    member.room.members.delete(member.session);
    const others = this.#members.get(member.session);
    others?.delete(member);
    if (others?.size === 0) this.#members.delete(member.session);
  }

  membersOf(session: string): Member[] {
    return [...(this.#members.get(session) ?? [])];
  }
}
