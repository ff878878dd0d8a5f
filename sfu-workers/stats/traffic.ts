/** Sums of RTP statistics. */
import type { Traffic } from '../rooms/room.ts';

export interface StreamStat {
  readonly packetCount: number;
  readonly byteCount: number;
  readonly pliCount: number;
  readonly nackCount: number;
}

/** Packets, bytes, PLIs and NACKs of all these streams together. */
export function totalOf(stats: readonly StreamStat[]): Traffic {
  const sum = (figure: keyof StreamStat): number => stats.reduce((total, stat) => total + stat[figure], 0);
  return { packets: sum('packetCount'), bytes: sum('byteCount'), plis: sum('pliCount'), nacks: sum('nackCount') };
}

/** What was added; a figure that fell (its stream was replaced) adds nothing. */
export function growth(before: Traffic, after: Traffic): Traffic {
  return {
    packets: Math.max(0, after.packets - before.packets),
    bytes: Math.max(0, after.bytes - before.bytes),
    plis: Math.max(0, after.plis - before.plis),
    nacks: Math.max(0, after.nacks - before.nacks),
  };
}
