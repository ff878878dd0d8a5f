/**
 * Something done again and again, never twice at a time. A failure is logged and the next turn comes.
 */
import type { Logger } from 'pino';

/** @returns how to stop; a turn under way is not interrupted */
export function every(periodMs: number, log: Logger, work: () => Promise<void>): () => void {
  let underWay = false;
  const turn = async (): Promise<void> => {
    if (underWay) return;
    underWay = true;
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, 'a periodic task failed');
    } finally {
      underWay = false;
    }
  };
  const timer = setInterval(() => void turn(), periodMs);
  void turn();
  return () => clearInterval(timer);
}
