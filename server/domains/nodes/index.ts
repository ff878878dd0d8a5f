/**
 * Media nodes: which there are, how loaded, and the one way to talk to them.
 *
 * Owns the links to the nodes and the judgement that a node is lost. Promises that a node is reported lost once for each
 * of its lives, and never on a missing Redis key alone. Never knows who watches or what it costs.
 */
export { type AskedNode, askReports } from './ask-reports.ts';
export type { NodeEvent } from './events.ts';
export { createNodes, type Nodes } from './follow-nodes.ts';
export { grantTurn, type TurnServers } from './grant-turn.ts';
export { connectionRoutes } from './routes.ts';
export { chooseNode } from './rules/choose-node.ts';
