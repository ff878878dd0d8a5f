/**
 * Which fields a refusal is about, each with its sentence.
 */
import type { ErrorCode } from '#protocol/errors.ts';
import { ApiError } from '../api/index.ts';
import { plainWords, type Words } from './plain-words.ts';

/** Sentence by name of field. */
export type Faults = Readonly<Record<string, string>>;

export interface FaultRules {
  /** What this form says better than all forms do, by code. */
  readonly words?: Words;
  /** Codes that are about one field. */
  readonly fields?: Partial<Record<ErrorCode, string>>;
  /** What to say where the server finds a field invalid. A field that is not in here is not on the form. */
  readonly invalid?: Faults;
}

/** Empty where the refusal is about no field of the form: it belongs above it then. */
export function faultsOf(error: unknown, { words = {}, fields = {}, invalid = {} }: FaultRules): Faults {
  if (!(error instanceof ApiError) || error.code === null) return {};
  const field = fields[error.code];
  if (field !== undefined) return { [field]: plainWords(error, words) };
  if (error.code !== 'VALIDATION_FAILED') return {};
  const named = pathsOf(error.facts.issues).flatMap((path) => {
    const sentence = invalid[path];
    return sentence === undefined ? [] : [[path, sentence] as const];
  });
  return Object.fromEntries(named);
}

/** First parts of the paths of zod's issues; whatever else is in there is passed over. */
function pathsOf(issues: unknown): string[] {
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: unknown) => {
    const path = typeof issue === 'object' && issue !== null && 'path' in issue ? issue.path : undefined;
    return typeof path === 'string' ? [path.split('.')[0] ?? ''] : [];
  });
}
