/**
 * Holds every answer of `/whip` and `/whep` against what `/api/openapi.json` says of them: status, code, media type and headers.
 */
import type { Test } from 'tap';
import type { ApiClient, HttpAnswer } from '../world/api.ts';

interface Described {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

type Operation = { readonly responses: Readonly<Record<string, Described>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Headers that a client is told of where they come. */
const told = ['location', 'etag', 'link', 'accept-patch', 'accept-post', 'allow', 'access-control-allow-methods'];
const methods = ['post', 'patch', 'delete', 'options', 'get', 'put', 'head'];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly answer: HttpAnswer;
}

/** @returns every answer that this client gets from now on, as a list that grows */
export function answersOf(client: ApiClient): readonly Asked[] {
  const asked: Asked[] = [];
  const raw = client.raw.bind(client);
  client.raw = async (method, path, request) => {
    const answer = await raw(method, path, request);
    asked.push({ method, path, answer });
    return answer;
  };
  return asked;
}

/** Each of them is described, and each success that is described was among them. */
export async function areAsDescribed(t: Test, client: ApiClient, asked: readonly Asked[]): Promise<void> {
  const { paths } = (await client.raw('GET', '/api/openapi.json')).body as { paths: Paths };
  t.same([...new Set(asked.flatMap((one) => undescribed(paths, one) ?? []))], [], `${asked.length} answers`);
  successesSeen(t, paths, asked);
}

/** @returns what is wrong with the description of this answer; undefined: nothing, or it is of another door */
function undescribed(paths: Paths, { method, path, answer }: Asked): string | undefined {
  const described = pathOf(path);
  if (described === undefined) return undefined;
  const item = paths[described] ?? {};
  const about = `${method} ${described} ${answer.status}`;
  const operation = item[method.toLowerCase()];
  if (operation === undefined) return ofOtherMethod(item, about, answer);
  const response = operation.responses[answer.status];
  if (response === undefined) return `${about} is not described`;
  const { error } = (answer.body ?? {}) as { readonly error?: string };
  if (answer.status >= 400 && !response.description.split(', ').includes(error ?? ''))
    return `${about} ${error} is not described`;
  const type = answer.headers['content-type']?.split(';')[0];
  const types = Object.keys(response.content ?? {});
  if (answer.text !== '' && !types.includes(type ?? '')) return `${about} is ${type}, described as ${types.join()}`;
  if (answer.status >= 400) return undefined;
  const names = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  const more = told.filter((name) => answer.headers[name] !== undefined && !names.includes(name));
  const required = Object.entries(response.headers ?? {}).filter(([, header]) => header.required === true);
  const less = required.filter(([name]) => answer.headers[name.toLowerCase()] === undefined).map(([name]) => name);
  return more.length + less.length === 0
    ? undefined
    : `${about}: headers ${more.join()} untold, ${less.join()} missing`;
}

/** What no operation describes is not allowed, and `Allow` names those that are. */
function ofOtherMethod(item: Readonly<Record<string, unknown>>, about: string, answer: HttpAnswer): string | undefined {
  if (answer.status !== 405) return `${about} is answered, and no operation describes it`;
  const possible = methods.filter((method) => item[method] !== undefined).toSorted();
  const allowed = String(answer.headers.allow).toLowerCase().split(', ').toSorted();
  return possible.join() === allowed.join() ? undefined : `${about} allows ${allowed.join()}`;
}

/** Every success that is described was seen. */
function successesSeen(t: Test, paths: Paths, seen: readonly Asked[]): void {
  const described = Object.entries(paths)
    .filter(([path]) => /^\/whi?e?p\//.test(path))
    .flatMap(([path, item]) =>
      methods.flatMap((method) =>
        Object.keys(item[method]?.responses ?? {})
          .filter((status) => status.startsWith('2'))
          .map((status) => `${method} ${path} ${status}`),
      ),
    );
  const met = new Set(
    seen.map(({ method, path, answer }) => `${method.toLowerCase()} ${pathOf(path)} ${answer.status}`),
  );
  t.equal(described.length, 12, 'all methods of both are described');
  // What is one code for both is not asked of each.
  const missing = described.filter((one) => !met.has(one) && !met.has(one.replaceAll('whep', 'whip')));
  t.same(missing, [], 'and each was met');
}

function pathOf(path: string): string | undefined {
  const [, name = '', , token] = /^\/(whip|whep)\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (name === '') return undefined;
  return token === undefined ? `/${name}/{stream}` : `/${name}/{stream}/{token}`;
}
