/** What a caller asks for by mistake is no refusal but a fault: it is thrown, and nothing of the call is done. */
import t from 'tap';
import { type EndOrder, type HoldOrder, platformId } from '../../server/domains/ledger/index.ts';
import { hold, houseId, openLedgerStage, share, spend } from './ledger-stage.ts';

const { place, resolve, give, people, books } = await openLedgerStage(t);

/** Somebody with ten tokens. */
async function person(): Promise<string> {
  const [id = ''] = await people(1);
  await give(id, 10);
  return id;
}

const wrongOrders: Readonly<Record<string, (given: HoldOrder) => unknown>> = {
  nothing: (given) => ({ ...given, amount: 0n }),
  'less than nothing': (given) => ({ ...given, amount: -10_000n }),
  'half a token': (given) => ({ ...given, amount: 5_000n }),
  'a fraction of a unit': (given) => ({ ...given, amount: 10_000.5 }),
  'more than there are numbers': (given) => ({ ...given, amount: 2n ** 63n }),
  'an amount in words': (given) => ({ ...given, amount: '"many"' }),
  'from an account that nothing is held from': (given) => ({ ...given, source: 'wallet:paid' }),
  'from nowhere': (given) => ({ ...given, source: null }),
  'for no time': (given) => ({ ...given, lastsMs: 0 }),
  'for less than no time': (given) => ({ ...given, lastsMs: -1 }),
  'for half a millisecond': (given) => ({ ...given, lastsMs: 0.5 }),
  'for ever': (given) => ({ ...given, lastsMs: 34_560_000_001 }),
  'for no end': (given) => ({ ...given, lastsMs: null }),
  'for a purpose in capitals': (given) => ({ ...given, purpose: 'Ticket' }),
  'for a purpose without a word': (given) => ({ ...given, purpose: '' }),
  'for a purpose without an end': (given) => ({ ...given, purpose: 'x'.repeat(41) }),
  'for a purpose that there is not': (given) => ({ ...given, purpose: 'treasure' }),
  'for a purpose of another source': (given) => ({ ...given, purpose: 'payout' }),
  'from earnings for a ticket': (given) => ({ ...given, source: 'earnings' }),
  'under a hash that is none': (given) => ({ ...given, hash: 'x' }),
};
for (const [what, made] of Object.entries(wrongOrders)) {
  t.test(`A caller’s fault is thrown and nothing of the call is done: a hold of ${what}`, async (t) => {
    const vera = await person();
    const before = await books();
    await t.rejects(place(hold(vera, 1), made(hold(vera, 1)) as HoldOrder));
    t.equal(await books(), before);
  });
}

const split = { name: 'platform-fee', version: 1 };
const legs = (...moves: [to: string, amount: unknown][]) => ({
  moves: moves.map(([to, amount]) => ({ to, toOwner: to === 'unsettled' ? houseId : platformId, amount, split })),
});
const shared = (given: object) => ({ moves: [{ ...share(houseId, 10_000n), ...given }] });
const wrongEnds: Readonly<Record<string, (vera: string) => unknown>> = {
  nothing: () => legs(),
  'a leg of nothing': () => legs(['unsettled', 10_000n], ['unsettled', 0n]),
  'a leg of less than nothing': () => legs(['unsettled', 20_000n], ['unsettled', -10_000n]),
  'half a token out of a wallet': () => legs(['unsettled', 5_000n]),
  'a fraction of a unit': () => legs(['unsettled', 10_000.5]),
  'more than there are numbers': () => legs(['unsettled', 2n ** 63n]),
  'a leg to no such account': () => legs(['treasure', 10_000n]),
  'a leg to nowhere': () => legs([null as unknown as string, 10_000n]),
  'a leg into what was bought': (vera) => ({ moves: [{ to: 'wallet:paid', toOwner: vera, amount: 10_000n }] }),
  'a leg into what is held': (vera) => ({ moves: [{ to: 'wallet:held', toOwner: vera, amount: 10_000n }] }),
  'two legs to one performer': () => legs(['unsettled', 10_000n], ['unsettled', 10_000n]),
  'a leg without a split': () => shared({ split: undefined }),
  'a leg by a split that there is not': () => shared({ split: { name: 'platform-fee', version: 99 } }),
  'a leg to whose it was': (vera) => shared({ toOwner: vera }),
  'a leg straight into earnings': () => shared({ to: 'earnings' }),
  'a ticket that the platform keeps': () => legs(['platform:revenue', 10_000n]),
  'a ticket that goes to the pool': () => legs(['relay:pool', 10_000n]),
  'a ticket that is paid out': () => legs(['payout:in-transit', 10_000n]),
  'a leg to where tokens come from': () => legs(['issued:paid', 10_000n]),
};
for (const [what, made] of Object.entries(wrongEnds)) {
  t.test(`A caller’s fault is thrown and nothing of the call is done: a posting of ${what}`, async (t) => {
    const vera = await person();
    const [one, other] = [hold(vera, 2), hold(vera, 2)];
    await place(one, other);
    const before = await books();
    await t.rejects(resolve(spend(one.id, 1), { ...spend(other.id, 1), ...(made(vera) as object) } as EndOrder));
    t.equal(await books(), before);
  });
}
