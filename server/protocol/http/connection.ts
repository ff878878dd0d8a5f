/**
 * What a page needs to find out which ways lead from here to the media.
 */
import { z } from 'zod';
import { IceServers, TransportOffer } from '../media/rtp.ts';
import { route } from './route.ts';

/** How long the transport of a check answers, in milliseconds. */
export const checkLastsMs = 30_000;

export const checkConnection = route({
  method: 'POST',
  path: '/api/connection/check',
  summary:
    'TURN servers with credentials, and a transport of a media node that answers for half a minute and carries nothing',
  who: 'anyone',
  status: 201,
  body: z.strictObject({}),
  params: undefined,
  answer: z
    .object({
      iceServers: IceServers,
      transport: TransportOffer.nullable().describe('Null: no media node can be asked just now'),
    })
    .meta({ id: 'ConnectionCheck' }),
  refusals: [],
});
