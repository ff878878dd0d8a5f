/**
 * The desk for as long as the studio is open.
 */
import { useEffect, useState } from 'react';
import { Desk } from './desk.ts';

/** Undefined for the first render: a desk holds devices, so it is made when the page is there to stay. */
export function useDesk(): Desk | undefined {
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    const made = new Desk();
    setDesk(made);
    return () => made.close();
  }, []);
  return desk;
}
