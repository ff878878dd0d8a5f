/**
 * Notices a socket that is dead without having been closed. Pages cannot see WebSocket pings, so after `intervalMs` of
 * silence the page asks, and when as much time again brings nothing, the socket is given up.
 *
 * Silence is counted from the question, not from the last word: timers of a hidden page run late, and a page that comes
 * back after a minute must ask before it judges.
 */
export interface Heartbeat {
  /** Something arrived. */
  heard(): void;
  stop(): void;
}

export interface HeartbeatOptions {
  readonly intervalMs: number;
  readonly ping: () => void;
  readonly dead: () => void;
}

export function startHeartbeat({ intervalMs, ping, dead }: HeartbeatOptions): Heartbeat {
  let heardAt = performance.now();
  let askedAt: number | undefined;
  const timer = setInterval(() => {
    const now = performance.now();
    if (askedAt !== undefined && now - askedAt >= intervalMs) {
      clearInterval(timer);
      dead();
    } else if (askedAt === undefined && now - heardAt >= intervalMs) {
      askedAt = now;
      ping();
    }
  }, intervalMs / 4);
  return {
    heard() {
      heardAt = performance.now();
      askedAt = undefined;
    },
    stop: () => clearInterval(timer),
  };
}
