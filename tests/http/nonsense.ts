/**
 * Bodies and names without sense to every route: each is answered in the one form, none is our fault.
 */
import fc from 'fast-check';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { ApiClient, type HttpAnswer } from '../world/api.ts';
import { faultOf } from './coded.ts';
import { pathOf } from './every-route.ts';
import type { HttpCase } from './world.ts';

const numRuns = 100;
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

export const nonsense: HttpCase = async (t, world) => {
  const { accessToken } = world.cast.performer;
  for (const name of Object.keys(routes) as RouteName[]) {
    const { method, path } = routes[name];
    const given = world.good[name];
    // A sign-in of its own is what a nonsensical logout may end.
    const client = new ApiClient(world.stack);
    client.accessToken = accessToken;
    const tally = new Map<number, number>();
    const hold = (answer: HttpAnswer): void => {
      tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
      if (answer.status === routes[name].status && routes[name].answer.safeParse(answer.body).success) return;
      const fault = faultOf(answer);
      if (fault !== undefined) throw new Error(fault);
    };
    if (given.body !== undefined) {
      const property = fc.asyncProperty(bodies(given.body), async (body) => {
        hold(await client.json(method, pathOf(name, world), body === undefined ? null : body));
      });
      await fc.assert(property, { numRuns });
    }
    if (given.params !== undefined) {
      const property = fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (id) => {
        if (id === '.' || id === '..') return;
        hold(await client.raw(method, path.replace(':id', encodeURIComponent(id))));
      });
      await fc.assert(property, { numRuns });
    }
    t.pass(`${name}: ${[...tally].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  }
};
