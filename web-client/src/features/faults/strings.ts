/** Every sentence of the fault panel. */
import type { Fault } from '#protocol/socket/faults.ts';

export const strings = {
  title: 'Make something fail',
  close: 'Close',
  done: (name: string) => `${name}: done.`,
  refused: (name: string, message: string) => `${name}: ${message}`,
} as const;

/** What can be made to fail, each with its name. */
export const switches: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'Break the connection', fault: { fault: 'drop-socket' } },
  { name: 'Lose five answers', fault: { fault: 'drop-answers', answers: 5 } },
  { name: 'Kill the room’s media worker', fault: { fault: 'kill-origin-worker' } },
  { name: 'Kill an edge’s media worker', fault: { fault: 'kill-edge-worker' } },
  { name: 'Hang the room’s media worker', fault: { fault: 'hang-origin-worker' } },
  { name: '200 kbit/s', fault: { fault: 'cap-bandwidth', bitrateBps: 200_000 } },
  { name: 'Full bandwidth', fault: { fault: 'cap-bandwidth', bitrateBps: null } },
];
