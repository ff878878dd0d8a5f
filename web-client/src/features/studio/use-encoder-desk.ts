/**
 * The place beside an encoder for as long as its page is open.
 */
import { useEffect, useState } from 'react';
import { EncoderDesk } from './encoder-desk.ts';

/** Undefined for the first render: it holds a socket, so it is made when the page is there to stay. */
export function useEncoderDesk(streamId: string): EncoderDesk | undefined {
  const [desk, setDesk] = useState<EncoderDesk>();
  useEffect(() => {
    const made = new EncoderDesk(streamId);
    setDesk(made);
    return () => {
      setDesk(undefined);
      made.close();
    };
  }, [streamId]);
  return desk;
}
