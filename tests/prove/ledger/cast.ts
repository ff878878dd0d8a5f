/**
 * Who is in one story: people with wallets who sign in over HTTP, and performers who are given tips. New people for each, so that a story
 * tells the same whenever it is told.
 */
import { newId } from '#kernel/ids.ts';
import { demoAccounts, demoPassword } from '../../../prisma/demo.ts';
import { ApiClient, type HttpAnswer } from '../../world/api.ts';
import type { Place, World } from './world.ts';

export interface Giver {
  readonly id: string;
  /** A tip, asked once of this API process. @throws where no answer came */
  tip(at: Place, key: string, body: { readonly creatorId: string; readonly amount: number }): Promise<HttpAnswer>;
}

export interface Cast {
  readonly givers: readonly Giver[];
  readonly performers: readonly string[];
}

const statement = `
  INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at)
  SELECT new.id, new.id || '@prove.example', 'Somebody', 'p' || right(replace(new.id::text, '-', ''), 20), known.password_hash,
    '{viewer,performer}', now(), now(), 'operator', now()
  FROM unnest($1::uuid[]) AS new (id), account known WHERE known.email = $2`;

/** Three who give, two who are given. */
export async function bringCast(world: World): Promise<Cast> {
  const [one = '', two = '', three = '', ...performers] = Array.from({ length: 5 }, () => newId());
  await world.postgres.query(statement, [[one, two, three, ...performers], demoAccounts[0]?.email]);
  return { givers: [one, two, three].map((id) => giver(world, id)), performers };
}

/**
 * Signs in when it first has to, and again where its token is refused, because a clock jumped or because it is old. A token of one process
 * is good at the other.
 */
function giver({ ports }: World, id: string): Giver {
  const [first, second] = [new ApiClient({ port: ports[0] }), new ApiClient({ port: ports[1] })];
  const body = { email: `${id}@prove.example`, password: demoPassword };
  let known: string | undefined;
  return {
    id,
    async tip(at, key, tip) {
      const client = at === 0 ? first : second;
      const signIn = async (): Promise<string> => {
        known = (await client.do('login', { body })).accessToken;
        return known;
      };
      const ask = (token: string) => {
        const headers = { 'idempotency-key': key, authorization: `Bearer ${token}` };
        return client.json('POST', '/api/tips/send', tip, headers);
      };
      const answer = await ask(known ?? (await signIn()));
      return answer.status === 401 ? ask(await signIn()) : answer;
    },
  };
}
