/**
 * The cast of the demo: who they are and what they announced, with ids that never change, so that a clip, a test and a
 * bookmark find them. Exists only where BUSKER_DEMO is 1.
 */

export const demoPassword = 'busker-demo';

export const demoPerformerId = '01900000-0000-7000-8000-000000000001';
/** A second performer, so that a front page is more than one face. */
export const demoNovaId = '01900000-0000-7000-8000-000000000007';

/** Who has tokens to give. */
const demoViewerId = '01900000-0000-7000-8000-000000000002';
const demoFanId = '01900000-0000-7000-8000-000000000003';

/** The public stream that is live from the start. */
export const demoStreamId = '01900000-0000-7000-8000-000000000101';
/** The ticketed show. */
export const demoTicketedStreamId = '01900000-0000-7000-8000-000000000102';

export const demoAccounts = [
  {
    id: demoPerformerId,
    email: 'performer@busker.example',
    displayName: 'Mara Quinn',
    handle: 'mara',
    roles: ['viewer', 'performer'],
  },
  {
    id: demoViewerId,
    email: 'viewer@busker.example',
    displayName: 'Vic',
    handle: 'vic',
    roles: ['viewer'],
  },
  {
    id: demoFanId,
    email: 'fan@busker.example',
    displayName: 'Fern',
    handle: 'fern',
    roles: ['viewer'],
  },
  {
    id: '01900000-0000-7000-8000-000000000004',
    email: 'supporter@busker.example',
    displayName: 'Sol',
    handle: 'sol',
    roles: ['viewer', 'supporter'],
  },
  {
    id: '01900000-0000-7000-8000-000000000005',
    email: 'moderator@busker.example',
    displayName: 'Moss',
    handle: 'moss',
    roles: ['viewer', 'moderator'],
  },
  {
    id: '01900000-0000-7000-8000-000000000006',
    email: 'admin@busker.example',
    displayName: 'Ada',
    handle: 'ada',
    roles: ['viewer', 'admin'],
  },
  {
    id: demoNovaId,
    email: 'nova@busker.example',
    displayName: 'Nova',
    handle: 'nova',
    roles: ['viewer', 'performer'],
  },
] as const;

/** What they have to give, in whole tokens. */
export const demoGifts = [
  { to: demoViewerId, tokens: 5_000 },
  { to: demoFanId, tokens: 5_000 },
] as const;

export const demoStreams = [
  {
    id: demoStreamId,
    performerId: demoPerformerId,
    title: 'Dusk on Mercer Street — live busking',
    sessionType: 'broadcast_public',
    priceTokens: null,
    tags: ['guitar', 'street', 'chill'],
  },
  {
    id: demoTicketedStreamId,
    performerId: demoNovaId,
    title: 'Nova unplugged — an evening for ticket holders',
    sessionType: 'broadcast_private',
    priceTokens: 50,
    tags: ['piano', 'intimate'],
  },
] as const;
