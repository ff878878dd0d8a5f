/**
 * Looking into the media nodes of a running Busker: which worker carries what, through their control sockets.
 */
import type { NodeReport } from '#protocol/media/node-report.ts';
import { controlOf } from '../../world/inside-node.ts';
import type { WorldStack } from '../../world/stack.ts';

/** What the node carries now. @param child its process, as the supervisor calls it @throws where it does not answer */
export async function reportOf(stack: WorldStack, child = 'media'): Promise<NodeReport> {
  const client = await controlOf(stack, child);
  try {
    return await client.do('node.report', {});
  } finally {
    await client.close();
  }
}

/** A media node, by what the supervisor calls it, and what it carries now. */
export interface NodeSeen {
  readonly child: string;
  readonly report: NodeReport;
}

/** All of them. @throws where one does not answer */
export function nodesOf(stack: WorldStack): Promise<NodeSeen[]> {
  const children = Object.keys(stack.children).filter((name) => /^media(-\d+)?$/.test(name));
  return Promise.all(children.map(async (child) => ({ child, report: await reportOf(stack, child) })));
}

/** The node that has the room, and the room there; undefined while none has. */
export async function homeOf(stack: WorldStack, room: string) {
  for (const { child, report } of await nodesOf(stack)) {
    const found = report.rooms.find((one) => one.room === room);
    if (found !== undefined) return { child, room: found };
  }
  return undefined;
}
