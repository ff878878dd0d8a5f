/**
 * The time for components, handed in by the app (`app/clock.ts` is the only reader of the machine's clock).
 */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Milliseconds since 1970. */
export type Now = () => number;

const NowContext = createContext<Now>(() => 0);

export function ClockProvider({ now, children }: { readonly now: Now; readonly children: ReactNode }) {
  return <NowContext value={now}>{children}</NowContext>;
}

/** The time in milliseconds since 1970; the component renders again every `everyMs`, unless that is null. */
export function useNow(everyMs: number | null): number {
  const now = useContext(NowContext);
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (everyMs === null) return;
    setTime(now());
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
}
