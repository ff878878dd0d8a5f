/**
 * One session on the socket: who it is and how it is reached. What rooms keep about it, they keep themselves.
 */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { ServerMessage } from '#protocol/socket/envelope.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { Identity } from '../http/handler.ts';
import type { Outbound } from './outbound.ts';

export interface Session {
  readonly id: string;
  /** Null: an anonymous person. */
  readonly identity: Identity | null;
  readonly ip: string;
  /** Sends messages in one frame. */
  send(messages: readonly ServerMessage[]): void;
  /** Sends an already serialised frame; for notes that many sessions get. */
  sendFrame(frame: string): void;
  /** A note for this session only, numbered in its own sequence. */
  notify<N extends NoteName>(name: N, room: string | null, body: NoteBody<N>): void;
  /** Says why, then closes for good: signed out, suspended, or the server stops. */
  end(why: CodedRefusal): void;
}

interface SessionParts extends Pick<Session, 'id' | 'identity' | 'ip' | 'end'> {
  readonly outbound: Outbound;
}

/** A session on an accepted socket; its own notes are numbered from 1 under its id as epoch. */
export function openSession({ id, identity, ip, outbound, end }: SessionParts): Session {
  let seq = 0;
  return {
    id,
    identity,
    ip,
    end,
    send: outbound.send,
    sendFrame: outbound.sendFrame,
    notify: (name, room, body) => {
      seq += 1;
      outbound.send([{ type: 'note', name, audience: 'session', room, epoch: id, seq, body }]);
    },
  };
}

/** Why the server ends sessions when it stops: come back at once, another node answers. */
export const serverStops = (): CodedRefusal => refusal('OVERLOADED', 'The server is restarting.');
