/**
 * One session: who it is and how it is reached. What rooms keep about it they keep themselves, except where it is: that
 * goes with the session to whichever process takes it up.
 */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { NoteEnvelope, ServerMessage } from '#protocol/socket/envelope.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { Identity } from '../http/handler.ts';
import type { Outbound } from './outbound.ts';
import type { Place, SessionRecord } from './session-record.ts';
import type { SessionStore } from './session-store.ts';
import type { SocketFaults } from './socket-faults.ts';

/** `detached`: its socket was lost and may come back; `taken`: it goes on elsewhere; `over`: it is over. */
export type Phase = 'open' | 'detached' | 'taken' | 'over';

export interface Session {
  readonly id: string;
  /** Null: an anonymous person. */
  readonly identity: Identity | null;
  readonly ip: string;
  /** Where it is, for whoever takes it up; null: in no room. */
  readonly place: Place | null;
  /** Set by the registry only. */
  phase: Phase;
  readonly record: SessionRecord;
  /** What may go wrong with its socket on demand; asked for outside production only. */
  readonly faults: SocketFaults;
  /** Sends messages in one frame. */
  send(messages: readonly ServerMessage[]): void;
  /** Sends an already serialised frame; for notes that many sessions get. */
  sendFrame(frame: string): void;
  /** A note for this session only, numbered in its own sequences; kept for it where its socket is lost. */
  notify<N extends NoteName>(name: N, room: string | null, body: NoteBody<N>): void;
  /** It is here from now on. Resolves when that is kept; never rejects. */
  stay(place: Place | null): Promise<void>;
  /** Says why, then closes for good: signed out, suspended, or the server stops. */
  end(why: CodedRefusal): void;
}

export interface SessionParts extends Pick<Session, 'ip' | 'end' | 'record' | 'faults'> {
  readonly outbound: Outbound;
  readonly store: Pick<SessionStore, 'save'>;
}

/** A session on an accepted socket; its own notes are numbered from 1 for each room under its id as epoch. */
export function openSession({ record, ip, outbound, end, faults, store }: SessionParts): Session {
  const { id, identity } = record;
  const sendKept = async (note: NoteEnvelope): Promise<void> => {
    // Where Redis is away it is said all the same: it is lost only if the socket is lost in the same moment.
    const kept = await store.save(record, { note }).catch(() => 'kept');
    if (kept !== 'taken') outbound.send([note]);
  };
  return {
    ...{ id, identity, ip, end, record, faults, phase: 'open', send: outbound.send, sendFrame: outbound.sendFrame },
    get place() {
      return record.place;
    },
    notify(name, room, body) {
      const seq = (record.noteSeqs[room ?? ''] ?? 0) + 1;
      record.noteSeqs[room ?? ''] = seq;
      void sendKept({ type: 'note', name, audience: 'session', room, epoch: id, seq, body });
    },
    async stay(place) {
      record.place = place;
      // Where Redis is away the registry writes all of it when it is back.
      await store.save(record, { moved: true }).catch(() => undefined);
    },
  };
}

/** Why the server ends sessions when it stops: come back at once, another node answers. */
export const serverStops = (): CodedRefusal => refusal('OVERLOADED', 'The server is restarting.');
