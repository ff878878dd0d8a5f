/**
 * What a domain's `routes.ts` sees of HTTP: a parsed, authorised call in, a typed answer out. No Express here or there.
 */
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Role, Route } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';

/** A signed-in person, as an access token or a socket ticket proved it. */
export interface Identity {
  readonly userId: string;
  readonly displayName: string;
  readonly handle: string;
  /** Those that count in this sign-in: moderator and admin only where it was proved by a second factor. */
  readonly roles: readonly Role[];
  /** Those the person holds and that do not count, because this sign-in was not. */
  readonly heldBack: readonly Role[];
  /** Grows whenever the person's roles change; what was proved with an older one counts no more. */
  readonly rightsVersion: number;
  /** The sign-in (refresh family) this stands on; ending it ends everything that stands on it. */
  readonly signInId: string;
}

export interface CookieOptions {
  readonly maxAgeSeconds: number;
  readonly path: string;
}

export interface Reply {
  setCookie(name: string, value: string, options: CookieOptions): void;
  clearCookie(name: string, path: string): void;
  /** Says that this answer was given before: `Idempotency-Replayed: true`. */
  replayed(): void;
  /** Says that the caller was kept waiting on purpose: so many milliseconds are not counted as time it took to answer. */
  held(ms: number): void;
}

export interface Call<R extends Route> {
  readonly body: BodyOf<R>;
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  /** The file of a route with `upload`; empty for others. */
  readonly file: Buffer;
  /** Present wherever the route says who may call. */
  readonly caller: R['who'] extends 'anyone' ? Identity | null : Identity;
  /** Address of the client as `plainAddress` writes it, behind as many proxies as TRUST_PROXY names. */
  readonly ip: string;
  /** What the client says it is; empty where it says nothing. At most 256 characters. */
  readonly userAgent: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** Of a route that is `idempotent`; empty for others. */
  readonly idempotencyKey: string;
  readonly reply: Reply;
  /** Aborted when the caller is there no more, at the latest when it was answered. */
  readonly gone: () => AbortSignal;
}

export type Handler<R extends Route> = (call: Call<R>) => Promise<AnswerOf<R>>;
/** Handlers of some of the routes, by their names in the protocol. */
export type Handlers<Names extends keyof typeof routes> = { readonly [N in Names]: Handler<(typeof routes)[N]> };
