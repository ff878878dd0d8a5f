/**
 * A name and a password for the TURN servers, good for minutes: what coturn calls its REST API. Both sides make the password
 * from the name and a secret that they share, so nothing is kept and nothing has to be asked.
 */
import { createHmac } from 'node:crypto';
import { hashSecret } from '#kernel/ids.ts';
import type { IceServer } from '#protocol/media/rtp.ts';

/** TURN_URLS and TURN_SECRET. */
export interface TurnServers {
  readonly urls: readonly string[];
  readonly secret: string;
}

/** To begin with: what was begun goes on for as long as it is used, and an ICE restart brings new ones. */
const goodForSeconds = 600;
/** Enough that no two people share one. */
const nameLength = 24;

/**
 * @param turn null: this deployment has none, and nothing is granted
 * @param who what a TURN server counts allocations by: a session's id, or an address. It is not told, only a hash of it
 */
export function grantTurn(turn: TurnServers | null, who: string, nowMs: number): IceServer[] {
  if (turn === null) return [];
  const username = `${Math.floor(nowMs / 1_000) + goodForSeconds}:${hashSecret(`turn ${who}`).slice(0, nameLength)}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [{ urls: [...turn.urls], username, credential }];
}
