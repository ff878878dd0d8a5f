/**
 * A room watched silently, without React: the conversation and what is received, from the reason to leaving.
 */
import { Watcher } from '../../media/index.ts';
import {
  createStore,
  openPageSignalling,
  type Readable,
  Room,
  type RoomState,
  type Signalling,
} from '../../signalling/index.ts';

export interface SilentVisit {
  readonly room: Readable<RoomState>;
  readonly signalling: Signalling;
  /** Counts the room's snapshots. */
  readonly snapshots: Readable<number>;
  readonly stream: MediaStream;
  leave(): void;
}

/** Enters at once; the reason is written down each time the room is entered. */
export function enterSilently(streamId: string, reason: string): SilentVisit {
  const signalling = openPageSignalling();
  const snapshots = createStore(0);
  const watcher = new Watcher(signalling, { onLost: () => room.again(), onAsked: () => undefined });
  const room: Room = new Room(signalling, {
    ...{ room: streamId, as: 'viewer', silently: reason },
    rtpCapabilities: () => watcher.capabilities(),
    onSnapshot: (snapshot) => {
      watcher.accept(snapshot.watch, snapshot.media);
      snapshots.set(snapshots.get() + 1);
    },
    onNote(note) {
      if (note.name === 'staff.media') watcher.follow(note.body);
      if (note.name === 'room.state' && note.body.state === 'LIVE') watcher.sync();
      if (note.name === 'watch.lost') watcher.transportLost(note.body.transport);
    },
  });
  return {
    ...{ room: room.state, signalling, snapshots },
    stream: watcher.stream,
    leave() {
      room.leave();
      watcher.close();
      signalling.close();
    },
  };
}
