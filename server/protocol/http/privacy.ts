/**
 * What a person may demand about their data: a copy of it, and its erasure.
 */
import { z } from 'zod';
import { route } from './route.ts';
import { Proof } from './security.ts';

export const exportMyData = route({
  method: 'POST',
  path: '/api/me/export',
  summary: 'Everything kept about oneself, as a ZIP of JSON files',
  who: 'user',
  status: 200,
  body: Proof,
  params: undefined,
  answer: undefined,
  file: ['application/zip'],
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED'],
});

export const eraseMyself = route({
  method: 'POST',
  path: '/api/me/erase',
  summary: 'Erases the account: cannot be undone. What others need stays under a pseudonym',
  who: 'user',
  status: 200,
  body: z.strictObject({ ...Proof.shape, confirm: z.literal('erase my account') }),
  params: undefined,
  answer: z.object({}),
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED', 'CONFLICT'],
});
