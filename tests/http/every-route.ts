/**
 * What holds for every route of the table, those included that are added later: who may call it, which tokens count, which
 * bodies are read.
 */
import type { Test } from 'tap';
import type { Role, Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { badTokens } from '../signalling/tokens.ts';
import type { ApiClient, HttpAnswer } from '../world/api.ts';
import { faultOf, refusedWith } from './coded.ts';
import type { HttpCase, HttpWorld } from './world.ts';

const names = Object.keys(routes) as RouteName[];
const asJson = { 'content-type': 'application/json' };

export function pathOf(name: RouteName, { good }: HttpWorld): string {
  return routes[name].path.replaceAll(/:(\w+)/g, (_all, key: string) => good[name].params?.[key] ?? '');
}

function askWell(client: ApiClient, name: RouteName, world: HttpWorld, headers = {}): Promise<HttpAnswer> {
  const { body } = world.good[name];
  const { method } = routes[name];
  const path = pathOf(name, world);
  return body === undefined ? client.raw(method, path, { headers }) : client.json(method, path, body, headers);
}

/** Each route, as somebody of each role and as nobody. */
export const whoMayCall: HttpCase = async (t, world) => {
  for (const name of names) {
    const { who }: Route = routes[name];
    for (const [role, client] of [['nobody', world.anyone()], ...Object.entries(world.cast)] as const) {
      const answer = await askWell(client, name, world);
      const expected = expectation(who, role);
      if (expected !== undefined) refusedWith(t, answer, expected, `${name} as ${role}`);
      else t.ok(isAdmitted(name, answer), `${answer.status}: ${name} as ${role}`);
    }
  }
};

function expectation(who: Route['who'], role: string): 'UNAUTHENTICATED' | 'FORBIDDEN' | undefined {
  if (who === 'anyone') return undefined;
  if (role === 'nobody') return 'UNAUTHENTICATED';
  return who === 'user' || who.includes(role as Role) ? undefined : 'FORBIDDEN';
}

function isAdmitted(name: RouteName, answer: HttpAnswer): boolean {
  // Without its cookie there is nothing to trade, and a stream that ended has ended.
  const own = { refresh: 401, startStream: 200, endStream: 200 } as Partial<Record<RouteName, number>>;
  const well = answer.status === routes[name].status && routes[name].answer.safeParse(answer.body).success;
  return well || (answer.status === own[name] && faultOf(answer) === undefined);
}

/** Each route, with everything that is no access token of ours. */
export const whichTokensCount: HttpCase = async (t, world) => {
  const good = world.cast.performer.accessToken ?? '';
  const ticket = await world.cast.performer.ticket();
  const headers = {
    ...Object.fromEntries(
      Object.entries(badTokens(world.stack.secret)).map(([what, token]) => [what, `Bearer ${token}`]),
    ),
    ...{ 'that is a ticket': `Bearer ${ticket}`, 'of another scheme': `Basic ${good}`, 'without a scheme': good },
    ...{
      'that is none': 'Bearer',
      'in two parts': `Bearer ${good} x`,
      'listed twice': `Bearer ${good}, Bearer ${good}`,
    },
  };
  for (const name of names) {
    const anyone = world.anyone();
    for (const [what, authorization] of Object.entries(headers)) {
      refusedWith(
        t,
        await askWell(anyone, name, world, { authorization }),
        'UNAUTHENTICATED',
        `${name}, a token ${what}`,
      );
    }
  }
  const lower = await askWell(world.anyone(), 'socketTicket', world, { authorization: `bearer ${good}` });
  t.equal(lower.status, 201, 'the scheme may be written small');
};

const noJson = [
  '{',
  '{"a":1}}',
  "{'a':1}",
  'undefined',
  'email=a&password=b',
  '\u0000',
  'null',
  '1',
  '"{}"',
  '['.repeat(60_000),
];

/** Each route that takes a body, with one it cannot take. */
export const whichBodiesAreRead: HttpCase = async (t, world) => {
  for (const name of names.filter((one) => routes[one].body !== undefined)) {
    const client = world.cast.performer;
    const { method } = routes[name];
    const path = pathOf(name, world);
    for (const body of noJson) {
      const answer = await client.raw(method, path, { headers: asJson, body });
      refusedWith(t, answer, 'VALIDATION_FAILED', `${name}, ${JSON.stringify(body.slice(0, 20))}`);
    }
    const good = world.good[name].body ?? {};
    const json = JSON.stringify(good);
    const send = (body: string | Buffer, headers: Record<string, string>) =>
      client.raw(method, path, { headers, body });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'x',
    ]) {
      refusedWith(t, await send(`${json} `, { 'content-type': type }), 'VALIDATION_FAILED', `${name}, sent as ${type}`);
    }
    refusedWith(t, await send(`${json} `, {}), 'VALIDATION_FAILED', `${name}, sent as nothing`);
    await oddEncodings(t, name, (headers) => send(json, { ...asJson, ...headers }));
    const large = JSON.stringify({ ...good, large: 'x'.repeat(100 * 1024) });
    refusedWith(t, await send(large, asJson), 'PAYLOAD_TOO_LARGE', `${name}, 100 KB`);
    const extra = await client.json(method, path, { ...good, extra: 1 });
    refusedWith(t, extra, 'VALIDATION_FAILED', `${name}, an unknown field`);
    t.match(extra.body, { issues: [{ path: '', message: /extra/ }] }, 'which is named');
    refusedWith(t, await client.json(method, path, [good]), 'VALIDATION_FAILED', `${name}, a list`);
    const polluted = `{"__proto__":{"admin":true},${json.slice(1)}`.replace(',}', '}');
    refusedWith(t, await send(polluted, asJson), 'VALIDATION_FAILED', `${name}, a prototype`);
  }
};

async function oddEncodings(
  t: Test,
  name: RouteName,
  send: (headers: Record<string, string>) => Promise<HttpAnswer>,
): Promise<void> {
  const odd = [
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; charset=nothing' },
    ...['gzip', 'br', 'deflate', 'nothing'].map((encoding) => ({ 'content-encoding': encoding })),
  ];
  for (const headers of odd) {
    refusedWith(t, await send(headers), 'VALIDATION_FAILED', `${name}, ${Object.values(headers)}`);
  }
}

/** Other sites' pages may change nothing and read nothing. */
export const otherSites: HttpCase = async (t, world) => {
  for (const name of names) {
    for (const origin of ['https://evil.example', 'null', `http://localhost:${world.stack.port + 1}`]) {
      const answer = await askWell(world.cast.performer, name, world, { origin });
      t.equal(answer.headers['access-control-allow-origin'], undefined, `${name} is not shared with ${origin}`);
      if (routes[name].method === 'GET') continue;
      refusedWith(t, answer, 'FORBIDDEN', `${name} from ${origin}`);
    }
  }
  const own = await askWell(world.anyone(), 'login', world, { origin: `http://localhost:${world.stack.port}` });
  t.equal(own.status, 200, 'our own page signs in');
};

/** Each route that names something, with names of nothing. */
export const whatIsNamed: HttpCase = async (t, world) => {
  const unknown = '01900000-0000-7000-8000-00000000ffff';
  const noIds = [
    'x',
    '1',
    '-1',
    `${unknown}0`,
    `${unknown}%00`,
    '%00',
    '..%2f..',
    "'%20OR%201=1",
    '%E2%80%AE',
    'a'.repeat(4_000),
  ];
  for (const name of names.filter((one) => routes[one].params !== undefined)) {
    const { method, path } = routes[name];
    const body = world.good[name].body === undefined ? {} : { headers: asJson, body: '{}' };
    const ask = (id: string) => world.cast.performer.raw(method, path.replace(':id', id), body);
    refusedWith(t, await ask(unknown), 'NOT_FOUND', `${name}, nobody has this id`);
    for (const id of noIds) refusedWith(t, await ask(id), 'VALIDATION_FAILED', `${name}, ${id.slice(0, 30)}`);
    refusedWith(t, await ask('%E0%A4%A'), 'VALIDATION_FAILED', `${name}, an address that is not UTF-8`);
  }
};
