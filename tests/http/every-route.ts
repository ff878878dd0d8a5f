/**
 * What holds for every route of the table, those included that are added later: which tokens count, which bodies are read,
 * what other sites may do. Who may call is in roles.ts.
 */
import type { Test } from 'tap';
import type { Role, Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { badTokens } from '../signalling/tokens.ts';
import type { ApiClient, HttpAnswer } from '../world/api.ts';
import { addressOf, askAs } from './asking.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase, HttpWorld } from './world.ts';

const names = Object.keys(routes) as RouteName[];
const asJson = { 'content-type': 'application/json' };

/** Somebody of the cast whom a route lets in. */
export function guestOf(name: RouteName, { cast }: HttpWorld): ApiClient {
  const { who }: Route = routes[name];
  if (!Array.isArray(who) || who.includes('performer')) return cast.performer;
  return cast[(who as readonly Role[])[0] ?? 'admin'];
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
    const given = await world.good(name);
    for (const [what, authorization] of Object.entries(headers)) {
      const answer = await askAs(anyone, name, given, { authorization });
      refusedWith(t, answer, 'UNAUTHENTICATED', `${name}, a token ${what}`);
    }
  }
  const bearer = { authorization: `bearer ${good}` };
  const lower = await askAs(world.anyone(), 'socketTicket', await world.good('socketTicket'), bearer);
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
    const client = guestOf(name, world);
    const { method } = routes[name];
    const given = await world.good(name);
    const path = addressOf(name, given);
    for (const body of noJson) {
      const answer = await client.raw(method, path, { headers: asJson, body });
      refusedWith(t, answer, 'VALIDATION_FAILED', `${name}, ${JSON.stringify(body.slice(0, 20))}`);
    }
    const good = given.body ?? {};
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
    const endless = await send('{', { ...asJson, 'content-length': String(100 * 1024 * 1024) });
    refusedWith(t, endless, 'PAYLOAD_TOO_LARGE', `${name}, 100 MB, before they are sent`);
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
    const given = await world.good(name);
    for (const origin of ['https://evil.example', 'null', `http://localhost:${world.stack.port + 1}`]) {
      const answer = await askAs(guestOf(name, world), name, given, { origin });
      t.equal(answer.headers['access-control-allow-origin'], undefined, `${name} is not shared with ${origin}`);
      if (routes[name].method === 'GET') continue;
      refusedWith(t, answer, 'FORBIDDEN', `${name} from ${origin}`);
    }
  }
  const origin = `http://localhost:${world.stack.port}`;
  const own = await askAs(world.anyone(), 'login', await world.good('login'), { origin });
  t.equal(own.status, 200, 'our own page signs in');
};

const unknown: Readonly<Record<string, string>> = {
  id: '01900000-0000-7000-8000-00000000ffff',
  handle: 'nobody_at_all',
};
const noNames = [
  'x',
  '1',
  '-1',
  `${unknown.id}0`,
  `${unknown.id}%00`,
  '%00',
  '..%2f..',
  "'%20OR%201=1",
  '%E2%80%AE',
  'a'.repeat(4_000),
];

/** Each route that names something, with names of nothing. */
export const whatIsNamed: HttpCase = async (t, world) => {
  for (const name of names.filter((one) => routes[one].params !== undefined)) {
    const given = await world.good(name);
    const key = Object.keys(given.params ?? {})[0] ?? 'id';
    const client = guestOf(name, world);
    const ask = (value: string): Promise<HttpAnswer> => {
      const request = given.body === undefined ? {} : { headers: asJson, body: JSON.stringify(given.body) };
      return client.raw(routes[name].method, routes[name].path.replace(`:${key}`, value), request);
    };
    const { refusals }: Route = routes[name];
    const fits = (value: string): boolean =>
      routes[name].params?.safeParse({ ...given.params, [key]: decodeURIComponent(value) }).success === true;
    const nobody = await ask(
      [unknown[key] ?? unknown.id ?? '', '999999999999999'].find(fits) ?? 'nobody-has-this-secret-0',
    );
    // Where repeating changes nothing, taking away what is not there changes nothing either.
    if (refusals.includes('NOT_FOUND')) refusedWith(t, nobody, 'NOT_FOUND', `${name}, nobody has this name`);
    else t.equal(nobody.status, routes[name].status, `${nobody.status}: ${name}, nobody has this name`);
    for (const value of noNames.filter((one) => !fits(one)))
      refusedWith(t, await ask(value), 'VALIDATION_FAILED', `${name}, ${value.slice(0, 30)}`);
    refusedWith(t, await ask('%E0%A4%A'), 'VALIDATION_FAILED', `${name}, an address that is not UTF-8`);
  }
};
