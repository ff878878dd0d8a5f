/**
 * Webhooks: telling a performer's own programs of their shows and tips. Promises that what happened is sent to every endpoint that
 * wants it at least once for as long as it stands, under one id and signed; that nothing is sent but to the public internet; and that
 * a slow endpoint keeps nobody else waiting. Never tells what the performer may not see themself.
 */
export { webhookEvents } from './events.ts';
export { forgetDeliveries } from './forget-deliveries.ts';
export { openSender } from './open-sender.ts';
export { webhooksPersonalData } from './personal-data.ts';
export { queueLife } from './queue-life.ts';
export { queueTips } from './queue-tips.ts';
export { readBacklog } from './read-backlog.ts';
export { webhookRoutes } from './routes.ts';
export { sampleViewers } from './sample-viewers.ts';
