/** How often a person may ask for their money: more often than any page does, and not without end. */
import t from 'tap';
import { limitRules } from '../../server/platform/limits/rules.ts';
import { asked, openWalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t, { limitsFactor: 1 });
const { routes } = stage;
const limited = { code: 'RATE_LIMITED', facts: { retryAfterSeconds: Number } };
const times = async (many: number, work: () => Promise<unknown>) => {
  for (let done = 0; done < many; done += 1) await work();
};

t.test(
  'Balance, earnings and limits are asked for as often as pages do, then refused for the rest of the minute',
  async (t) => {
    const { id } = await stage.add('Somebody');
    const query = { of: 'wallet' as const, limit: 1 };
    const kinds: (() => Promise<unknown>)[] = [
      () => routes.getWallet(asked(id)),
      () => routes.getEarnings(asked(id)),
      () => routes.getSpendingLimits(asked(id)),
    ];
    // Two tabs that ask for each of the three every two and a half seconds.
    t.ok(limitRules.moneyRead.most >= 2 * 24 * kinds.length);
    await times(limitRules.moneyRead.most / kinds.length, () => Promise.all(kinds.map((ask) => ask())));
    for (const ask of kinds) await t.rejects(ask(), limited);
    await t.resolves(routes.getStatement(asked(id, { query })), 'statements are counted by themselves');
    await t.resolves(routes.getWallet(asked((await stage.add('Somebody else')).id)), 'and so is everybody');
  },
);

t.test('Statements by page, and as files', async (t) => {
  const { id } = await stage.add('Somebody');
  const page = () => routes.getStatement(asked(id, { query: { of: 'wallet' as const, limit: 1 } }));
  const file = () => stage.file('wallet', id);
  await times(limitRules.moneyPage.most, page);
  await t.rejects(page(), limited);
  await times(6, file);
  await t.rejects(file(), limited);
  await t.rejects(stage.file('earnings', id), limited, 'both books are one count');
  const wrong = { of: 'wallet' as const, from: '1990-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' };
  const { id: other } = await stage.add('Somebody else');
  await times(8, () =>
    t.rejects(routes.exportStatement(asked(other, { query: wrong })), { code: 'VALIDATION_FAILED' }),
  );
  await t.resolves(stage.file('wallet', other), 'what is refused for its dates is not counted');
});
