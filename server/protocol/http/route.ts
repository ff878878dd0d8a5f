/**
 * How an HTTP route is declared: once, here, for the server that answers it, the page that calls it and the OpenAPI document.
 */
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** Who may call: anybody, somebody signed in, or a holder of one of the roles. */
export type Who = 'anyone' | 'user' | readonly Role[];
export type Role = 'viewer' | 'performer' | 'supporter' | 'moderator' | 'admin';

/** Roles that count only in a sign-in that was proved by a second factor. */
export const privilegedRoles: readonly Role[] = ['moderator', 'admin'];

/** A body that is a file, not JSON. What it is decides its content, never its Content-Type. */
export interface Upload {
  readonly maxBytes: number;
  /** Accepted Content-Types. */
  readonly types: readonly string[];
}

export interface Route<
  B extends z.ZodType | undefined = z.ZodType | undefined,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  A extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Express form: `/api/streams/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly status: 200 | 201 | 202 | 204;
  readonly body: B;
  readonly params: P;
  /** What follows `?`; every value arrives as text, so the schema coerces. Absent: nothing is read. */
  readonly query?: Q;
  /** The body is a file of at most this size; `body` is undefined then. */
  readonly upload?: Upload;
  /** JSON; undefined where the answer is a file (`file` names its types). */
  readonly answer: A;
  /** Content-Types of an answer that is a file. */
  readonly file?: readonly string[];
  /** The codes this route answers beyond those every route may (validation, rate, overload, internal). */
  readonly refusals: readonly ErrorCode[];
  /**
   * Moves money: the request carries an `Idempotency-Key`, one person and one route a key. The same again answers what the
   * first accepted one answered, with `Idempotency-Replayed: true`; with another body it is IDEMPOTENCY_CONFLICT.
   */
  readonly idempotent?: true;
  /** A privileged act: what the audit log calls it. Every route that only staff may call changes nothing or names one. */
  readonly audit?: string;
}

/** Declares a route; only fixes the types. */
export function route<
  B extends z.ZodType | undefined,
  P extends z.ZodType | undefined,
  A extends z.ZodType | undefined,
  Q extends z.ZodType | undefined = undefined,
>(declared: Route<B, P, A, Q>): Route<B, P, A, Q> {
  return declared;
}

/** Bytes of a file that a route answers. */
export interface FileAnswer {
  readonly type: string;
  /** In pieces where it is too large to be held; the route closes what they come from. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
  /** Offered under this name for saving; absent: shown where it is used. */
  readonly name?: string;
  /** For caches: the same tag is the same bytes. */
  readonly etag?: string;
}

type Inferred<S> = S extends z.ZodType ? z.infer<S> : undefined;
export type BodyOf<R extends Route> = Inferred<R['body']>;
export type ParamsOf<R extends Route> = Inferred<R['params']>;
/** A declared query is always read: the property is optional, its value is not. */
export type QueryOf<R extends Route> = [NonNullable<R['query']>] extends [never]
  ? undefined
  : Inferred<NonNullable<R['query']>>;
export type AnswerOf<R extends Route> = R['answer'] extends z.ZodType ? z.infer<R['answer']> : FileAnswer;
/** A file as a client has it: whole. */
export interface ReceivedFile extends FileAnswer {
  readonly bytes: Uint8Array;
}
/** What a client has of an answer. */
export type ResultOf<R extends Route> = R['answer'] extends z.ZodType ? z.infer<R['answer']> : ReceivedFile;
