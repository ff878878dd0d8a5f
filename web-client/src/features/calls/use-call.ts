/**
 * One's side of a call for as long as its page is open.
 */
import { useEffect, useState } from 'react';
import { CallVisit } from './call-visit.ts';

/** Undefined for the first render: it holds devices, so it is made when the page is there to stay. */
export function useCall(id: string): CallVisit | undefined {
  const [visit, setVisit] = useState<CallVisit>();
  useEffect(() => {
    const made = new CallVisit(id);
    setVisit(made);
    return () => made.close();
  }, [id]);
  return visit;
}
