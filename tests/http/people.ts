/**
 * People of the HTTP tests beside the demo's cast: somebody new for whatever cannot be undone, and rows of people to whom
 * something is done.
 */
import { newId } from '#kernel/ids.ts';
import type { Role } from '#protocol/http/route.ts';
import { ApiClient } from '../world/api.ts';
import type { WorldStack } from '../world/stack.ts';
import { type Enrolled, enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';

export const password = 'a walk in the rain with nobody';

/** Somebody who is signed in. */
export interface Person {
  readonly client: ApiClient;
  readonly id: string;
  readonly email: string;
  readonly handle: string;
  /** Set where they have an authenticator. */
  readonly factor: Enrolled | undefined;
}

let made = 0;

/** Registers somebody new. @param factor whether they set up an authenticator and are signed in with it */
export async function meet(stack: WorldStack, role: Role, { factor = false } = {}): Promise<Person> {
  made += 1;
  const email = `person-${made}-${process.pid}@people.example`;
  const client = new ApiClient(stack);
  const body = { email, password, displayName: `Person ${made}`, birthDate: '1990-05-17' };
  const { user, accessToken } = await client.do('register', { body });
  client.accessToken = accessToken;
  if (role !== 'viewer') {
    await stack.query('UPDATE account SET roles = $2, email_verified_at = created_at WHERE id = $1', [
      user.id,
      ['viewer', role],
    ]);
    client.accessToken = (await client.do('login', { body: { email, password } })).accessToken;
  }
  const enrolled = factor ? await enrol(client, password) : undefined;
  return { client, id: user.id, email, handle: user.handle, factor: enrolled };
}

export interface RowWishes {
  readonly roles?: readonly Role[];
  readonly suspended?: boolean;
  readonly secondFactor?: boolean;
}

/** Somebody to whom something is done: a row, nobody signs in. @returns their id */
export async function addRow(stack: WorldStack, wishes: RowWishes = {}): Promise<string> {
  const { roles = ['viewer'], suspended = false, secondFactor = false } = wishes;
  made += 1;
  const id = newId();
  await stack.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at,
       disabled_at, disabled_reason)
     SELECT $1, $2, $3, $4, '$argon2id$none', $5, now(), 'operator', now(),
       CASE WHEN $6 THEN now() END, CASE WHEN $6 THEN 'A test' END`,
    [id, `row-${made}@people.example`, `Row ${made}`, `row_${made}`, roles, suspended],
  );
  if (secondFactor) {
    await stack.query(
      `INSERT INTO account_totp (user_id, sealed_secret, created_at, confirmed_at, last_step)
       VALUES ($1, decode(repeat('00', 48), 'hex'), now(), now(), 1)`,
      [id],
    );
  }
  return id;
}

/** What is mailed to somebody: the token in the link of the newest mail whose subject fits. */
export function mailedToken(stack: WorldStack, email: string, subject: RegExp): Promise<string> {
  return until(`mail to ${email}`, async () => {
    const { mails } = await new ApiClient(stack).do('listMail', { query: { to: email } });
    const text = mails.find((mail) => subject.test(mail.subject))?.text ?? '';
    return /[?&]token=([\w%-]+)/.exec(text)?.[1];
  });
}
