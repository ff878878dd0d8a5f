/** Lines, notes and a conversation that answers as a test tells it to, for the tests of the page's chat. */
import type { ChatLine, ChatSnapshot } from '#protocol/socket/chat.ts';
import type { Note, NoteBody, NoteName } from '#protocol/socket/notes.ts';
import type { MethodName, Params, Result } from '#protocol/socket/requests.ts';
import { Chat, type ChatLink } from '../../web-client/src/features/chat/chat.ts';
import type { ConnectionState } from '../../web-client/src/signalling/connection-state.ts';
import { createListeners } from '../../web-client/src/signalling/listeners.ts';
import { createStore, type Store } from '../../web-client/src/signalling/store.ts';
import { welcome } from './speaking-server.ts';

/** An id; a greater number is a later one. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export const room = idOf(900_001);
export const ada = { id: idOf(900_002), displayName: 'Ada', handle: 'ada', badge: 'performer' as const };
export const fern = { id: idOf(900_003), displayName: 'Fern', handle: 'fern', badge: null };

export function lineOf(number: number, more: Partial<ChatLine> = {}): ChatLine {
  const at = new Date(1_800_000_000_000 + number).toISOString();
  return { id: idOf(number), author: ada, text: `Line ${number}`, at, replyTo: null, mentions: [], ...more };
}

export const snapshotOf = (lines: ChatLine[], more: Partial<ChatSnapshot> = {}): ChatSnapshot => ({
  lines,
  more: false,
  pinned: null,
  settings: { slowModeSeconds: 0, followersOnly: false, links: 'hold' },
  moderates: false,
  appoints: false,
  mute: null,
  held: [],
  ...more,
});

export function noteOf<N extends NoteName>(name: N, body: NoteBody<N>, to: string | null = room): Note {
  return { type: 'note', name, body, audience: 'public', room: to, epoch: 'a', seq: 1 } as unknown as Note;
}

/** What was asked, with the ways to answer it. */
export interface Asked<M extends MethodName> {
  readonly params: Params<M>;
  answer(result: Result<M>): Promise<void>;
  refuse(error: Error): Promise<void>;
}

export interface AnsweringLink extends ChatLink {
  readonly state: Store<ConnectionState>;
  /** The next request that was made; it must be of this method. */
  next<M extends MethodName>(method: M): Asked<M>;
  /** How many requests wait to be taken. */
  waiting(): number;
  tell(...notes: Note[]): void;
  /** A socket was opened anew. */
  resumed(): void;
}

export function answeringLink(): AnsweringLink {
  const asked: {
    method: MethodName;
    params: unknown;
    resolve: (result: unknown) => void;
    reject: (e: Error) => void;
  }[] = [];
  const noted = createListeners<Note>();
  const welcomed = createListeners<ReturnType<typeof welcome>>();
  return {
    state: createStore<ConnectionState>({ phase: 'open' }),
    onNote: noted.listen,
    onWelcome: welcomed.listen,
    request(method, params) {
      return new Promise((resolve, reject) => {
        asked.push({ method, params, resolve: resolve as (result: unknown) => void, reject });
      });
    },
    next(method) {
      const first = asked.shift();
      if (first?.method !== method) throw new Error(`${method} was expected, ${first?.method ?? 'nothing'} was asked`);
      return {
        params: first.params as Params<typeof method>,
        async answer(result) {
          first.resolve(result);
          await settle();
        },
        async refuse(error) {
          first.reject(error);
          await settle();
        },
      };
    },
    waiting: () => asked.length,
    tell(...notes) {
      for (const note of notes) noted.tell(note);
    },
    resumed: () => welcomed.tell(welcome(true)),
  };
}

/** A chat on such a conversation, in a room that was entered once. */
export function chatOn(link: ChatLink, me: string | undefined = fern.id) {
  const snapshots = createStore(1);
  const clock = { nowMs: 1_000 };
  let keys = 800_000;
  const newKey = (): string => {
    keys += 1;
    return idOf(keys);
  };
  const options = { room, performer: ada.id, me, snapshots, now: () => clock.nowMs, newKey, gatherMs: 0 };
  return { chat: new Chat(link, options), snapshots, clock };
}

/** Lets what was settled be carried on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

export const textsOf = (lines: readonly ChatLine[]): string[] => lines.map(({ text }) => text);
