/**
 * One visit to a room, without React: the conversation, the room and what is received of it, from entering to leaving.
 */
import type { StreamState } from '#protocol/http/streams.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { Watcher, type WatchState } from '../../media/index.ts';
import {
  type ConnectionState,
  createStore,
  openPageSignalling,
  type Readable,
  Room,
  type RoomState,
  type Signalling,
} from '../../signalling/index.ts';
import { fromSnapshot } from '../../signalling/room-state.ts';
import { DryRepair } from './dry-repair.ts';
import { expectsPictures } from './stage-view.ts';
import { type Moments, VisitMoments } from './visit-moments.ts';

export interface Visit {
  readonly connection: Readable<ConnectionState>;
  readonly room: Readable<RoomState>;
  readonly watch: Readable<WatchState>;
  /** Resolves when nothing is left to be done but to wait for the first picture, or when none is to come. */
  readonly underWay: Promise<void>;
  /** For others who speak with the server about this room. */
  readonly signalling: Signalling;
  /** Counts the room's snapshots: whatever else was read of the room is to be read again. */
  readonly snapshots: Readable<number>;
  /** For the video element. */
  readonly stream: MediaStream;
  /** What is received, and what is wanted of it. */
  readonly media: Pick<Watcher, 'inset' | 'tracks' | 'prefer' | 'stats' | 'iceRestarts'>;
  /** How long the way in took. */
  moments(): Moments;
  /** The first picture is shown. */
  sawPicture(): void;
  /** Tries again, whatever it is that failed. */
  retry(): void;
  /** No picture comes although it should: called every few seconds for as long as that lasts. */
  repair(): Promise<void>;
  /** Somebody signed in or out: come in again as them. */
  identify(userId: string | undefined): void;
  leave(): void;
}

/** Enters at once: the socket is on its way before the first component is rendered. */
export function enter(streamId: string): Visit {
  const signalling = openPageSignalling();
  const underWay = Promise.withResolvers<void>();
  const watcher = new Watcher(signalling, { onLost: () => room.again(), onAsked: underWay.resolve });
  const snapshots = createStore(0);
  const moments = new VisitMoments();
  const dry = new DryRepair();
  watcher.state.subscribe(() => {
    if (watcher.state.get() === 'connected') moments.connected();
  });
  const room: Room = new Room(signalling, {
    room: streamId,
    as: 'viewer',
    rtpCapabilities: () => watcher.capabilities(),
    onSnapshot(snapshot) {
      watcher.accept(snapshot.watch, snapshot.media);
      if (!expectsPictures(fromSnapshot(snapshot))) {
        moments.waited();
        underWay.resolve();
      }
      snapshots.set(snapshots.get() + 1);
    },
    onNote: (note) => hear(note, room, watcher),
  });
  const identify = identifier(signalling);
  return {
    connection: signalling.state,
    room: room.state,
    watch: watcher.state,
    underWay: underWay.promise,
    signalling,
    snapshots,
    stream: watcher.stream,
    media: watcher,
    moments: () => moments.get(),
    sawPicture: () => moments.firstFrame(),
    retry() {
      if (signalling.state.get().phase === 'open') room.again();
      else signalling.retryNow();
    },
    async repair() {
      // Nobody can be asked, or the way is being looked for already: both end by themselves.
      const hopeless = (): boolean => signalling.state.get().phase !== 'open' || watcher.state.get() === 'repairing';
      if (hopeless()) return;
      const remedy = dry.next(await watcher.bytes(), performance.now());
      if (hopeless() || room.state.get().phase !== 'joined') return;
      if (remedy === 'join') room.again();
      if (remedy === 'ask') watcher.sync();
    },
    identify,
    leave() {
      room.leave();
      watcher.close();
      signalling.close();
    },
  };
}

function hear(note: Note, room: Room, watcher: Watcher): void {
  if (note.name === 'room.media' && !isStaff(room.state.get())) watcher.follow(note.body);
  if (note.name === 'staff.media') watcher.follow(note.body);
  if (note.name === 'room.state') showChanged(watcher, room.state.get(), note.body.state);
  if (note.name === 'watch.leaving') watcher.transportLeaving(note.body.transport);
  if (note.name === 'watch.lost') watcher.transportLost(note.body.transport);
  // Coming in again is refused, and the refusal says why.
  if (note.name === 'room.removed') room.again();
}

/** Who is told apart what is sent. */
const isStaff = (room: RoomState): boolean => room.phase === 'joined' && room.staff;

/** What is sent may be seen from now on, or no more, whether or not that is said of it too. */
function showChanged(watcher: Watcher, room: RoomState, state: StreamState): void {
  if (state === 'LIVE') watcher.sync();
  else if (state !== 'TESTING' && room.phase === 'joined') watcher.follow({ ...room.media, producers: [] });
}

/** Begins another session where this one is somebody else's; once a change, for a server that disagrees would win. */
function identifier(signalling: Signalling): (userId: string | undefined) => void {
  let wanted: { readonly userId: string | undefined } | undefined;
  const compare = (): void => {
    const welcome = signalling.welcome.get();
    if (welcome === undefined || wanted === undefined) return;
    const differs = welcome.user?.id !== wanted.userId;
    wanted = undefined;
    if (differs) signalling.startOver();
  };
  signalling.onWelcome(compare);
  return (userId) => {
    wanted = { userId };
    compare();
  };
}
