/**
 * A Busker with a history behind it: Postgres as durable as the product's, Redis and an API process, no media and no jobs. Some of
 * its people are signed in.
 */
import type { RouteName } from '#protocol/http/routes.ts';
import { ApiClient } from '../../world/api.ts';
import { fillHistory, type History } from '../../world/history/fill.ts';
import type { WorldStack } from '../../world/stack.ts';

/** Somebody of the history who asks over HTTP. */
export interface Person {
  readonly id: string;
  readonly client: ApiClient;
}

export interface HistorySide {
  readonly stack: WorldStack;
  readonly history: History;
  /** The one who gave most, then some of all. */
  readonly givers: readonly Person[];
  /** The one who was given most, then some of all. */
  readonly performers: readonly Person[];
}

const password = 'a long password of the bench';
/** Of each kind, spread over all; the first has most. */
const signedIn = 8;

/** Fills it and signs people in; whoever opened the stack closes it. */
export async function openSide(
  stack: WorldStack,
  wishes: { readonly entries: number; readonly months: number; readonly say: (line: string) => void },
): Promise<HistorySide> {
  const history = await fillHistory(stack.query, wishes);
  const body = { email: 'bench@busker.example', password, displayName: 'Bench', birthDate: '1990-01-01' };
  await new ApiClient(stack).do('register', { body });
  await stack.query(`UPDATE account a SET password_hash = b.password_hash FROM account b
    WHERE b.email = 'bench@busker.example' AND a.email LIKE '%@history.example'`);
  const { givers, performers } = history;
  return {
    ...{ stack, history },
    givers: await signInSome(stack, 1, givers),
    performers: await signInSome(stack, givers + 1, performers),
  };
}

async function signInSome(stack: WorldStack, first: number, many: number): Promise<Person[]> {
  const step = Math.max(1, Math.floor(many / signedIn));
  const numbers = Array.from({ length: Math.min(signedIn, many) }, (_, at) => first + at * step);
  const people: Person[] = [];
  for (const n of numbers) {
    const client = new ApiClient(stack);
    const answer = await client.do('login', { body: { email: `h${n}@history.example`, password } });
    client.accessToken = answer.accessToken;
    people.push({ id: answer.user.id, client });
  }
  return people;
}

/** How long one request took, in milliseconds. @throws where it is not answered with success */
export async function timed(
  { client }: Person,
  name: RouteName,
  given: { readonly params?: object; readonly query?: object },
): Promise<number> {
  const startedMs = performance.now();
  const { status, text } = await client.ask(name, given as never);
  const tookMs = performance.now() - startedMs;
  if (status !== 200) throw new Error(`${name} was answered ${status}: ${text}`);
  return tookMs;
}
