/**
 * How an HTTP route is declared: once, here, for the server that answers it, the page that calls it and the OpenAPI document.
 */
import type { z } from 'zod';
import type { ErrorCode } from '../errors.ts';

/** Who may call: anybody, somebody signed in, or a holder of one of the roles. */
export type Who = 'anyone' | 'user' | readonly Role[];
export type Role = 'viewer' | 'performer' | 'supporter' | 'moderator' | 'admin';

export interface Route<
  B extends z.ZodType | undefined = z.ZodType | undefined,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  A extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Express form: `/api/streams/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly status: 200 | 201 | 202 | 204;
  readonly body: B;
  readonly params: P;
  readonly answer: A;
  /** The codes this route answers beyond those every route may (validation, rate, overload, internal). */
  readonly refusals: readonly ErrorCode[];
}

/** Declares a route; only fixes the types. */
export function route<B extends z.ZodType | undefined, P extends z.ZodType | undefined, A extends z.ZodType>(
  declared: Route<B, P, A>,
): Route<B, P, A> {
  return declared;
}

type Inferred<S> = S extends z.ZodType ? z.infer<S> : undefined;
export type BodyOf<R extends Route> = Inferred<R['body']>;
export type ParamsOf<R extends Route> = Inferred<R['params']>;
export type AnswerOf<R extends Route> = Inferred<R['answer']>;
