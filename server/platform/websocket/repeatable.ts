/**
 * Requests whose answer is not kept, because asking again does no harm and gives a fresher one: what only reads, and the
 * join, which makes everything of the session in the room anew.
 */
import type { MethodName } from '#protocol/socket/requests.ts';

const methods: readonly MethodName[] = ['session.ping', 'room.join', 'chat.open', 'chat.history'];

/** Whether a request of this method is carried out again where a client repeats it. */
export function isRepeatable(method: MethodName): boolean {
  return methods.includes(method);
}
