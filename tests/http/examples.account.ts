/**
 * Good requests about one's own account.
 */
import { newId } from '#kernel/ids.ts';
import type { routes } from '#protocol/http/routes.ts';
import { demoPassword } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { Example, Given } from './example.ts';
import { mailedToken, meet, password } from './people.ts';

/** What proves that it is who asks; a code that was not used before where they have an authenticator. */
function proof({ as }: Given): { password: string; code?: string } {
  const code = as?.factor?.recoveryCodes.pop();
  return { password: as === undefined ? demoPassword : password, ...(code === undefined ? {} : { code }) };
}

const nothing: Example = () => ({ body: {} });
const proved: Example = (given) => ({ body: proof(given) });
/** What the performer of the demo would lose, or have to have. */
const madeUp = { challengeId: 'x', response: { id: 'x' } };
let registered = 0;

export const accountExamples = {
  register: () => {
    registered += 1;
    const email = `good-${registered}@people.example`;
    return { body: { email, password, displayName: 'Good Name', birthDate: '1990-01-01' } };
  },
  refresh: () => ({ body: {}, otherwise: ['UNAUTHENTICATED'], spends: true }),
  logout: () => ({ body: {}, spends: true }),
  socketTicket: nothing,
  verifyEmail: async ({ stack }) => {
    const { email } = await meet(stack, 'viewer');
    return { body: { token: await mailedToken(stack, email, /confirm/) } };
  },
  resendVerification: nothing,
  forgotPassword: () => ({ body: { email: 'nobody@people.example' } }),
  resetPassword: async ({ stack }) => {
    const { email } = await meet(stack, 'viewer');
    await new ApiClient(stack).do('forgotPassword', { body: { email } });
    return { body: { token: await mailedToken(stack, email, /new password/), password: 'something else entirely' } };
  },
  passkeyLoginOptions: nothing,
  passkeyLogin: () => ({ body: madeUp, otherwise: ['CHALLENGE_EXPIRED'] }),

  listSignIns: () => ({}),
  endOneSignIn: async ({ stack, as }) => {
    if (as === undefined) return { params: { id: newId() }, otherwise: ['NOT_FOUND'] };
    const [row] = await stack.query<{ id: string }>(
      `INSERT INTO sign_in (id, user_id, created_at, last_used_at, expires_at)
       VALUES (gen_random_uuid(), $1, now(), now(), now() + interval '1 day') RETURNING id`,
      [as.id],
    );
    return { params: { id: row?.id ?? '' } };
  },
  endAllSignIns: () => ({ body: {}, spends: true }),
  changePassword: (given) => ({ body: { ...proof(given), newPassword: 'quite another long one' }, spends: true }),
  readSecurity: () => ({}),
  beginTotp: (given) => ({ body: proof(given), otherwise: ['CONFLICT'], spends: true }),
  confirmTotp: () => ({ body: { code: '000000' }, otherwise: ['CONFLICT', 'CODE_WRONG'] }),
  removeTotp: (given) => ({ body: proof(given), otherwise: ['SECOND_FACTOR_REQUIRED'], spends: true }),
  renewRecoveryCodes: (given) => ({ body: proof(given), otherwise: ['CONFLICT'], spends: true }),
  beginPasskey: proved,
  addPasskey: () => ({ body: { ...madeUp, name: 'A key' }, otherwise: ['CHALLENGE_EXPIRED'] }),
  // Whoever must have a second factor and has none is told that first.
  removePasskey: () => ({ params: { id: newId() }, otherwise: ['NOT_FOUND', 'SECOND_FACTOR_REQUIRED'] }),

  exportMyData: proved,
  eraseMyself: async (given) => {
    // Whoever is live ends that first.
    await given.stack.query(
      `UPDATE stream SET state = 'OFFLINE', ended_at = now() WHERE performer_id = $1 AND state = 'LIVE'`,
      [given.as?.id],
    );
    return { body: { ...proof(given), confirm: 'erase my account' }, otherwise: ['CONFLICT'], spends: true };
  },
} as const satisfies Partial<Record<keyof typeof routes, Example>>;
