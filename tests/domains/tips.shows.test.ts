/** What a performer earned over the show that is on: exact, whatever is private, divided or given elsewhere. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { readEarnings } from '../../server/domains/wallets/index.ts';
import { give, mara, openTipsStage, richPerson } from './tips-stage.ts';

const stage = await openTipsStage(t);
const { postgres, one, session } = stage;
const shows = async () => (await readEarnings(one.database.read, mara)).shows;

t.test('A show that is on counts every tip since it went live, before and after it is divided', async (t) => {
  t.same(await shows(), [{ streamId: demoStreamId, earned: '0' }]);
  const giver = await richPerson(stage, 100);
  await give(one, giver, { amount: 33 });
  await give(one, giver, { amount: 10, private: true, anonymous: true });
  t.same(await shows(), [{ streamId: demoStreamId, earned: '30.1' }], 'seventy of a hundred, exactly');
  await one.settle();
  t.same(await shows(), [{ streamId: demoStreamId, earned: '30.1' }], 'dividing changes nothing');
});

t.test('What was given before it or outside it does not count, and a show that is over is not named', async (t) => {
  const giver = await richPerson(stage, 100);
  await postgres.query('UPDATE stream_session SET ended_at = now() WHERE id = $1', [session]);
  t.same(await shows(), []);
  await give(one, giver, { amount: 5, creatorId: mara });
  t.same(await shows(), []);
});
