/**
 * What a performer's own program is told of the show: an endpoint on this machine that writes everything down. A source of the leak test.
 */
import type { ApiClient } from '../world/api.ts';
import { openReceiver } from '../world/receiver.ts';
import { until } from '../world/until.ts';

/** An endpoint of the performer of one show. */
export interface Hooks {
  /** Resolves when it was told how many watch. Nothing about that is told before; afterwards nothing for a minute, whoever comes or goes. */
  hearCount(): Promise<void>;
  /** Every delivery, headers and body, and the log of them, when the show's end was delivered. */
  read(): Promise<unknown>;
  close(): Promise<void>;
}

const life = ['stream.started', 'stream.ended'] as const;
const patience = { withinMs: 30_000 };

/** The performer has one endpoint, which wants the beginning and the end. */
export async function openHooks(performer: ApiClient): Promise<Hooks> {
  const receiver = await openReceiver();
  const { endpoint } = await performer.do('addWebhook', {
    body: { url: receiver.url, description: 'What tells', events: [...life] },
  });
  const told = (): string[] =>
    receiver.received.map(({ body }) => String((JSON.parse(body) as { type?: unknown }).type));
  const log = async () => (await performer.do('listWebhookDeliveries', { query: { limit: 100 } })).deliveries;
  return {
    async hearCount() {
      await until('the beginning, told', () => told().includes('stream.started'), patience);
      const body = { events: [...life, 'stream.viewers' as const] };
      await performer.do('changeWebhook', { params: { id: endpoint.id }, body });
      await until('how many watch, told', () => told().includes('stream.viewers'), patience);
    },
    async read() {
      await until('the end, told', () => told().includes('stream.ended'), patience);
      await until('a log of what was taken', async () => (await log()).every(({ state }) => state === 'delivered'));
      const { body: endpoints } = await performer.ask('listWebhooks');
      const deliveries = await log();
      const views = deliveries.map(({ id }) => performer.do('viewWebhookDelivery', { params: { id } }));
      const received = receiver.received.map(({ headers, body, path }) => ({
        headers,
        path,
        body: JSON.parse(body) as unknown,
      }));
      return { received, connections: receiver.connections(), endpoints, deliveries, views: await Promise.all(views) };
    },
    close: () => receiver.close(),
  };
}
