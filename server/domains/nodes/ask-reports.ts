/**
 * Asks every media node what it carries. One that does not answer in time keeps nobody waiting for the others.
 */
import { sleep } from '#kernel/clock.ts';
import type { NodeReport } from '#protocol/media/node-report.ts';
import type { KnownNode, Nodes } from './follow-nodes.ts';
import { checkRoom } from './rules/check-room.ts';

/** A node and its answer; null: it gave none. */
export interface AskedNode extends KnownNode {
  readonly report: NodeReport | null;
}

/** A node answers from its own records, in milliseconds. */
const answerWithinMs = 1_500;

/** By name. Never rejects because of a node. */
export async function askReports(nodes: Pick<Nodes, 'known' | 'request'>): Promise<AskedNode[]> {
  const known = nodes.known().toSorted((a, b) => (a.node < b.node ? -1 : 1));
  return Promise.all(known.map(async (one) => ({ ...one, report: await ask(nodes, one.node) })));
}

async function ask(nodes: Pick<Nodes, 'request'>, node: string): Promise<NodeReport | null> {
  const answered = new AbortController();
  const late = sleep(answerWithinMs, answered.signal).then(
    () => null,
    () => null,
  );
  const report = nodes.request(node, 'node.report', {}).then(withoutChecks, () => null);
  try {
    return await Promise.race([report, late]);
  } finally {
    answered.abort();
  }
}

/** Where connections are only tried is no room of anybody's. */
function withoutChecks(report: NodeReport): NodeReport {
  return { ...report, rooms: report.rooms.filter(({ room }) => room !== checkRoom.room) };
}
