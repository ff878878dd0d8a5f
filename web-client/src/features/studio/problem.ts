/**
 * Anything that was thrown or refused, as a problem to show. Pure.
 */
import type { Problem } from './broadcast-state.ts';

/** Errors of the api and of signalling, refusals of a room and problems all carry a code and a sentence. */
export function problemFrom(thrown: unknown): Problem {
  const given = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const code = 'code' in given && typeof given.code === 'string' ? given.code : undefined;
  const kind = 'kind' in given && typeof given.kind === 'string' ? given.kind.toUpperCase() : 'INTERNAL';
  const message = 'message' in given && typeof given.message === 'string' ? given.message : String(thrown);
  return { code: code ?? kind, message };
}
