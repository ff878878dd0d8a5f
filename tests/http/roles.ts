/**
 * Who may call what: every route of the protocol, as nobody and as somebody of each role, staff with and without their
 * second factor. What to expect is derived from `who`, so a route that is added is in it.
 */
import type { Test } from 'tap';
import type { ErrorCode } from '#protocol/errors.ts';
import { privilegedRoles, type Role, type Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { askAs, isAdmitted, succeeded } from './asking.ts';
import { refusedWith } from './coded.ts';
import { meet, type Person } from './people.ts';
import type { HttpCase, HttpWorld } from './world.ts';

const names = Object.keys(routes) as RouteName[];

/** Somebody who asks: what counts in their sign-in, and what they hold without its counting. */
interface Standing {
  readonly role: Role | undefined;
  readonly factor: boolean;
}

const standings: Readonly<Record<string, Standing>> = {
  nobody: { role: undefined, factor: false },
  'a viewer': { role: 'viewer', factor: false },
  'a performer': { role: 'performer', factor: false },
  'a supporter': { role: 'supporter', factor: false },
  'a moderator': { role: 'moderator', factor: true },
  'an admin': { role: 'admin', factor: true },
  'a moderator without the second factor': { role: 'moderator', factor: false },
  'an admin without the second factor': { role: 'admin', factor: false },
};

/** The refusal at the door; undefined: let in. */
function expectation(who: Route['who'], { role, factor }: Standing): ErrorCode | undefined {
  if (who === 'anyone') return undefined;
  if (role === undefined) return 'UNAUTHENTICATED';
  if (who === 'user' || who.includes('viewer')) return undefined;
  if (!who.includes(role)) return 'FORBIDDEN';
  return privilegedRoles.includes(role) && !factor ? 'SECOND_FACTOR_REQUIRED' : undefined;
}

export const whoMayCall: HttpCase = async (t, world) => {
  const everDone = new Set<RouteName>();
  for (const [who, standing] of Object.entries(standings)) {
    let person = await arrive(world, standing);
    const tally = { admitted: 0, refused: 0 };
    for (const name of names) {
      const asked = { name, who, standing, person };
      const { spent, done, admitted } = await callOne(t, world, asked);
      tally[admitted ? 'admitted' : 'refused'] += 1;
      if (done) everDone.add(name);
      if (spent) person = await arrive(world, standing);
    }
    t.pass(`${who}: let in by ${tally.admitted} routes, refused by ${tally.refused}`);
  }
  // A passkey needs a finger, a begun authenticator a code of it, a node that is drained another: others test those.
  const never = names.filter((name) => !everDone.has(name));
  t.same(
    never.toSorted(),
    ['addPasskey', 'confirmTotp', 'drainMediaNode', 'getAvatar', 'passkeyLogin', 'removePasskey'],
    'all others were done',
  );
};

interface Asked {
  readonly name: RouteName;
  readonly who: string;
  readonly standing: Standing;
  readonly person: Person | undefined;
}

/** One route as one person. @returns whether they were let in, whether it was done, and whether it changed who they are */
async function callOne(t: Test, world: HttpWorld, { name, who, standing, person }: Asked) {
  const given = await world.good(name, person);
  const answer = await askAs(person?.client ?? world.anyone(), name, given);
  const expected = expectation(routes[name].who, standing);
  if (expected !== undefined) {
    refusedWith(t, answer, expected, `${name} as ${who}`);
    return { admitted: false, done: false, spent: false };
  }
  if (!isAdmitted(name, given, answer)) t.fail(`${name} as ${who}: ${answer.status} ${answer.text.slice(0, 200)}`);
  const done = succeeded(name, answer);
  if (done) await isWrittenDown(t, world, { name, person, address: given.params?.id });
  return { admitted: true, done, spent: given.spends === true };
}

async function arrive({ stack }: HttpWorld, { role, factor }: Standing): Promise<Person | undefined> {
  return role === undefined ? undefined : meet(stack, role, { factor });
}

interface Called {
  readonly name: RouteName;
  readonly person: Person | undefined;
  readonly address: string | undefined;
}

/** A privileged act that was done is in the audit log: who, what, to whom. */
async function isWrittenDown(t: Test, { stack }: HttpWorld, { name, person, address }: Called): Promise<void> {
  const { audit }: Route = routes[name];
  if (audit === undefined) return;
  const [entry] = await stack.query(
    'SELECT action, subject_id FROM audit_entry WHERE actor_id = $1 AND action = $2 ORDER BY id DESC LIMIT 1',
    [person?.id, audit],
  );
  t.match(
    entry,
    { action: audit, ...(address === undefined ? {} : { subject_id: address }) },
    `${name} is written down`,
  );
}

/**
 * Looking at what waits for a second admin shows nothing of people that the acts themselves do not, and looking at the media
 * plane no more of them than everybody can see: the title of a show and who gives it.
 */
const silent: readonly RouteName[] = ['listProposals', 'getMedia', 'getMediaHistory', 'getMediaRoom', 'listWall'];

/** What only staff may call names what the log calls it. */
export const whatIsWrittenDown: HttpCase = async (t) => {
  for (const name of names) {
    const { who, audit }: Route = routes[name];
    const staffOnly = Array.isArray(who) && who.every((role) => privilegedRoles.includes(role));
    t.equal(audit !== undefined, staffOnly && !silent.includes(name), `${name} ${audit ?? 'leaves no entry'}`);
  }
};
