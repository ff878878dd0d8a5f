/**
 * Bodies and names without sense to every route: each is answered in the one form, none is our fault.
 */
import fc from 'fast-check';
import { newId } from '#kernel/ids.ts';
import type { Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { addressOf, succeeded } from './asking.ts';
import { faultOf } from './coded.ts';
import { guestOf } from './every-route.ts';
import { meet } from './people.ts';
import type { HttpCase, HttpWorld } from './world.ts';

const numRuns = 25;
const odd = fc.constantFrom<unknown>(
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '😀'.repeat(60),
    'x'.repeat(30_000),
    '%00',
    '{}',
    "'; DROP TABLE stream; --",
  ],
  ...[0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, null, true, [], {}, [[]], ['jazz', 1]],
);

/** A good body with some of its fields exchanged, left out or joined by others; or anything at all. */
function bodies(good: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const keys = [...Object.keys(good), 'constructor', 'toString', 'id'];
  const change = fc.tuple(fc.constantFrom(...keys), fc.oneof(odd, fc.jsonValue(), fc.constant(undefined)));
  const changed = fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => ({ ...good, ...Object.fromEntries(changes) }));
  return fc.oneof({ weight: 4, arbitrary: changed }, { weight: 1, arbitrary: fc.jsonValue() });
}

/** What stands after `?`. */
function queries(name: RouteName): fc.Arbitrary<string> {
  const { query }: Route = routes[name];
  const known = query === undefined ? [] : Object.keys((query as { shape?: object }).shape ?? {});
  const key = fc.constantFrom(...known, 'constructor', '__proto__', 'x[y]');
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('\u0000', '%', '\\', '-1', '1e99', 'true', "' OR 1=1 --", '9'.repeat(19), '2026-01-01T00:00:00Z'),
  );
  return fc
    .array(fc.tuple(key, value), { minLength: 1, maxLength: 4 })
    .map((pairs) => pairs.map(([name, given]) => `${encodeURIComponent(name)}=${encode(given)}`).join('&'));
}

/** Half of a surrogate pair has no encoding: such text is sent as percent signs that mean nothing. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80%';
}

/** Whatever cannot be undone by somebody who only sends nonsense is asked as somebody who has nothing to lose. */
async function nonsensicalClient(name: RouteName, world: HttpWorld): Promise<ApiClient> {
  const guest = guestOf(name, world);
  const client = new ApiClient(world.stack);
  client.accessToken =
    guest === world.cast.performer ? (await meet(world.stack, 'performer')).client.accessToken : guest.accessToken;
  return client;
}

export const nonsense: HttpCase = async (t, world) => {
  for (const name of Object.keys(routes) as RouteName[]) {
    const { method, path }: Route = routes[name];
    const given = await world.good(name);
    const client = await nonsensicalClient(name, world);
    const tally = new Map<number, number>();
    const hold = (answer: HttpAnswer): void => {
      tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
      if (succeeded(name, answer)) return;
      const fault = faultOf(answer);
      if (fault !== undefined) throw new Error(`${name}: ${fault}`);
    };
    const address = addressOf(name, given.params === undefined ? {} : { params: given.params });
    if (given.body !== undefined) {
      const property = fc.asyncProperty(bodies(given.body), async (body) => {
        hold(await client.json(method, address, body === undefined ? null : body, { 'idempotency-key': newId() }));
      });
      await fc.assert(property, { numRuns });
    }
    if (given.params !== undefined) {
      const property = fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (id) => {
        if (id === '.' || id === '..') return;
        const named = path.replace(/:\w+/, encodeURIComponent(id));
        hold(await (given.body === undefined ? client.raw(method, named) : client.json(method, named, given.body)));
      });
      await fc.assert(property, { numRuns });
    }
    const asked = fc.asyncProperty(queries(name), async (query) => {
      const url = `${address}?${query}`;
      hold(await (given.body === undefined ? client.raw(method, url) : client.json(method, url, { odd: 1 })));
    });
    await fc.assert(asked, { numRuns: routes[name].method === 'GET' ? numRuns : 5 });
    t.pass(`${name}: ${[...tally].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  }
};
