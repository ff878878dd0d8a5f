/**
 * A live room with people in its chat.
 */
import { newId } from '#kernel/ids.ts';
import type { SentLine } from '#protocol/socket/chat.ts';
import type { TestSocket } from '../world/socket.ts';
import type { World } from './world.ts';

export interface ChatRoom {
  readonly room: string;
  /** Nova, in her own room. */
  readonly performer: TestSocket;
  readonly vic: TestSocket;
  readonly fern: TestSocket;
  /** Watches without a name. */
  readonly guest: TestSocket;
  close(): Promise<void>;
}

/** Everybody is in; nobody said anything. */
export async function openChatRoom(world: World): Promise<ChatRoom> {
  const { id: room } = await world.goLive();
  const [performer, vic, fern, guest] = await Promise.all([
    world.socket('nova'),
    world.socket('viewer'),
    world.socket('fan'),
    world.socket(),
  ]);
  await performer.do('room.join', { room, as: 'performer' });
  for (const socket of [vic, fern, guest]) await socket.do('room.join', { room, as: 'viewer' });
  const close = async (): Promise<void> => {
    await Promise.all([performer, vic, fern, guest].map((socket) => socket.close()));
  };
  return { room, performer, vic, fern, guest, close };
}

/** Says something under a key of its own. */
export function say(socket: TestSocket, text: string): Promise<SentLine> {
  return socket.do('chat.send', { key: newId(), text });
}

/** Who a socket is. @throws where it is nobody */
export function personOf({ welcome }: TestSocket): string {
  if (welcome.user === null) throw new Error('this socket is anonymous');
  return welcome.user.id;
}
