/**
 * What Prometheus is told of chat: how many lines were shown, held, blocked. Of a blocked line nothing else is kept.
 */
import { Counter } from 'prom-client';
import type { Metrics } from './metrics.ts';

/** @returns what counts a line by its verdict */
export function countLines({ registry }: Metrics): (verdict: 'shown' | 'held' | 'blocked') => void {
  const lines = new Counter({
    name: 'busker_chat_lines_total',
    help: 'Lines of chat by what became of them',
    labelNames: ['verdict'],
    registers: [registry],
  });
  return (verdict) => lines.inc({ verdict });
}
