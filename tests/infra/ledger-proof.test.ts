/**
 * The proof of the ledger, short: five stories of `npm run prove -- ledger`, in which processes are killed with kill -9. SEED: the one a
 * failure named.
 */
import t from 'tap';
import { tellStories } from '../prove/ledger/story.ts';

const seed = Number(process.env.SEED ?? 1 + (Date.now() % 2 ** 30));
const runs = 5;

t.test(
  'Whatever is bought, given, held and undone, and whoever is killed meanwhile',
  { timeout: 290_000 },
  async (t) => {
    t.comment(`seed ${seed}`);
    const ignore = (): void => undefined;
    const { failure, deeds } = await tellStories({
      runs,
      seed,
      mostCommands: 7,
      shorter: 0,
      told: ignore,
      failed: ignore,
    });
    t.equal(failure, undefined, 'the auditor agrees with every balance, and each acknowledged tip is there once');
    t.comment(JSON.stringify(deeds));
    const names = ['server', 'server-b', 'jobs', 'jobs-b', 'till'];
    const idle = names.filter((name) => (deeds[name]?.asked ?? 0) === 0 || (deeds[name]?.killed ?? 0) === 0);
    t.same(idle, [], 'each of the five moved money, and was killed');
  },
);
