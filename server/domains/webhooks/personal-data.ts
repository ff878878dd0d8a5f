/**
 * What webhooks keep about a person: where they are told as a performer and what they were told, and their name and words in what
 * others were told. Export hands out the first, without secrets. Erasure deletes it, and takes the second out of what is kept.
 */
import { atOnce, inPages, type PersonalData, shrinking } from '#platform/database/index.ts';
import { findEndpoints } from './store.ts';
import { deleteEndpointsOf, deleteToldTo, findToldTo, unnameSubject } from './store-person.ts';

export const webhooksPersonalData: PersonalData = {
  columns: { webhook_endpoint: ['performer_id'], webhook_message: ['performer_id', 'subject_id'] },
  export: (read, userId) => ({
    webhooks: () => findEndpoints(read, userId),
    'webhook-messages': () =>
      inPages((after: { id: string } | undefined, limit) => findToldTo(read, userId, after, limit)),
  }),
  erase: {
    told: shrinking((tx, { userId }, most) => deleteToldTo(tx, userId, most)),
    endpoints: atOnce((tx, { userId }) => deleteEndpointsOf(tx, userId)),
    // What was queued between the two.
    'told-since': shrinking((tx, { userId }, most) => deleteToldTo(tx, userId, most)),
    naming: shrinking((tx, { userId }, most) => unnameSubject(tx, userId, most)),
  },
};
