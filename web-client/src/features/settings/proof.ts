/**
 * A proof that it is the person, as it is typed, and what may be wrong with it.
 */
import { SecondFactorCode } from '#protocol/http/auth.ts';
import type { FaultRules } from '../../forms/faults.ts';
import { strings } from './strings.ts';

const words = strings.security;

/** Adds to a form's rules what concerns password and code. */
export function proofRules({ words: said, fields, invalid }: FaultRules): FaultRules {
  return {
    words: { CREDENTIALS_WRONG: words.proofWrong, ...said },
    fields: {
      ...{ CREDENTIALS_WRONG: 'password', CODE_WRONG: 'code', CODES_EXHAUSTED: 'code', SECOND_FACTOR_NEEDED: 'code' },
      ...fields,
    },
    invalid: { password: words.proofPasswordMissing, code: words.proofCodeWrong, ...invalid },
  };
}

export interface JudgedProof {
  /** Undefined where something is wrong with it. */
  readonly proof: { password: string; code?: string } | undefined;
  readonly faults: Readonly<Record<string, string>>;
}

/** @param needsCode whether a second factor is on: the code is not asked for elsewhere */
export function proofIn(data: FormData, needsCode: boolean): JudgedProof {
  const password = String(data.get('password') ?? '');
  const code = codeIn(String(data.get('code') ?? ''));
  const codeHolds = !needsCode || SecondFactorCode.safeParse(code).success;
  if (password !== '' && codeHolds) return { proof: { password, ...(needsCode && { code }) }, faults: {} };
  return {
    proof: undefined,
    faults: {
      ...(password === '' && { password: words.proofPasswordMissing }),
      ...(!codeHolds && { code: words.proofCodeWrong }),
    },
  };
}

/** Six digits or a recovery code, however it is spaced. */
function codeIn(typed: string): string {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return plain.length === 10 ? `${plain.slice(0, 5)}-${plain.slice(5)}` : plain;
}
