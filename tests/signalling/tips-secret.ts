/**
 * What a private or an anonymous tip tells to those whom it does not concern: nothing. Two rooms in which the same happens but
 * for that tip are the same to them, byte by byte: every note, every snapshot, every page.
 */
import type { Test } from 'tap';
import { ApiClient } from '../world/api.ts';
import type { TestSocket } from '../world/socket.ts';
import { allTold, type Giver, give, openTipsRoom, type TipsRoom } from './tips-room.ts';
import type { World } from './world.ts';

type Looker = 'vic' | 'fern' | 'mara' | 'moss' | 'guest' | 'nova';
type Secret = (world: World, room: TipsRoom) => Promise<void>;

export async function secret(t: Test, world: World): Promise<void> {
  const bystanders: Looker[] = ['vic', 'mara', 'moss', 'guest'];
  const without = await look(world, bystanders, async () => undefined);
  const withPrivate = await look(world, bystanders, async (_, place) => {
    const given = { streamId: place.room, private: true };
    await give(world, 'fan', { ...given, amount: 777, message: 'for your eyes only' });
    await give(world, 'fan', { ...given, amount: 20, anonymous: true });
    const { tip } = await give(world, 'fan', { ...given, message: 'my page is https://example.org/me' });
    await judgedByNova(t, place, tip.id);
    // That the show before is over may be told to this room yet, which says that there is no goal and nobody on the board.
    const nothing = ['{"goal":null}', '{"board":{"period":"session","entries":[]}}'];
    const heard = place.guest.notes().filter(({ name }) => name.startsWith('tip.'));
    const telling = heard.filter(({ body }) => !nothing.includes(JSON.stringify(body)));
    t.same(telling, [], 'not even a leaderboard tells of them');
  });
  for (const who of bystanders) t.equal(withPrivate[who], without[who], `${who} learns nothing of private tips`);
  const anonymous =
    (giver: Giver): Secret =>
    async (_, { room }) => {
      await give(world, giver, { streamId: room, amount: 33, anonymous: true, message: 'guess who' });
    };
  const lookers: Looker[] = ['mara', 'moss', 'guest', 'nova'];
  const [byVic, byFern] = [
    await look(world, lookers, anonymous('viewer')),
    await look(world, lookers, anonymous('fan')),
  ];
  for (const who of lookers) t.equal(byVic[who], byFern[who], `${who} does not learn who gave anonymously`);
  t.match(byVic.nova, '"from":null', 'the performer neither');
}

/** Only the performer knows that it waits, and may decide. */
async function judgedByNova(t: Test, { nova, moss, guest }: TipsRoom, tip: string): Promise<void> {
  const { body } = await nova.note('tip.held', (held) => held.tip.id === tip);
  t.match(body, { message: 'my page is https://example.org/me', reasons: ['link'] });
  t.equal((await nova.do('tip.open', {})).held.length, 1);
  t.same((await moss.do('tip.open', {})).held, []);
  t.equal(await moss.codeOf('tip.judge', { tip, verdict: 'release' }), 'NOT_FOUND');
  t.equal(await guest.codeOf('tip.judge', { tip, verdict: 'release' }), 'UNAUTHENTICATED');
  await nova.do('tip.judge', { tip, verdict: 'release' });
  await nova.note('tip.judged', (judged) => judged.tip === tip && judged.message !== null);
}

/** What each of them has seen of a room in which `act` happened, and then a tip that everybody sees. */
async function look(world: World, who: readonly Looker[], act: Secret): Promise<Record<string, string>> {
  const place = await openTipsRoom(world);
  const { url } = await world.cast.nova.do('makeOverlaySecret', { body: {} });
  const token = url.slice(url.lastIndexOf('/') + 1);
  const { cursor } = await new ApiClient(world.stack).do('readOverlay', { params: { token } });
  await act(world, place);
  const { tip } = await give(world, 'viewer', { streamId: place.room, amount: 5, message: 'good night' });
  await allTold(world, place, tip.id);
  const feed = await new ApiClient(world.stack).do('readOverlay', { params: { token }, query: { after: cursor } });
  const pages = JSON.stringify([feed.tips, feed.goal, feed.live]);
  const seen: Record<string, string> = {};
  for (const name of who) seen[name] = plain(`${await seenBy(place[name])}\n${pages}`);
  await place.close();
  return seen;
}

/** Boards are told at most once a second, so how many of them there were is chance: only the last is compared, and notes are without their numbers. */
async function seenBy(socket: TestSocket): Promise<string> {
  // That a tip of one's own is divided by now is chance too.
  // Order is promised within an audience.
  const told = socket
    .notes()
    .filter(({ name }) => /^(tip|wallet|notification)\./.test(name) && name !== 'tip.settled')
    .toSorted((one, other) => one.audience.localeCompare(other.audience));
  const isPaced = (name: string): boolean => name === 'tip.board' || name === 'tip.goal';
  const paced = ['tip.board', 'tip.goal'].map((name) => told.findLast((note) => note.name === name)?.body);
  const others = told
    .filter(({ name }) => !isPaced(name))
    .map(({ name, audience, body }) => ({ name, audience, body }));
  return JSON.stringify([others, paced, await socket.do('tip.open', {})]);
}

/** Without what differs between any two rooms: ids, times, how much somebody has, and whether it is divided by now. */
function plain(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replaceAll(/"balance":"\d+"/g, '"balance"')
    .replaceAll(/"state":"(pending|settled)"/g, '"state"')
    .replaceAll(/,"shows":\[[^\]]*\]/g, '')
    .replaceAll(/"earnings":\{[^}]*\}/g, '"earnings"');
}
