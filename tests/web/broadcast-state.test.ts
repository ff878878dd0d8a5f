/** LIVE is what the server says, never what the studio hopes. */
import t from 'tap';
import { airStateOf } from '../../web-client/src/features/studio/air-state.ts';
import {
  afterHealth,
  afterRoom,
  atRest,
  type BroadcastState,
  type Health,
} from '../../web-client/src/features/studio/broadcast-state.ts';
import type { RoomState } from '../../web-client/src/signalling/room-state.ts';
import { joinedRoom } from './joined-room.ts';

const nothingSent = { mediaEpoch: 1, producers: [] };
const health = (bitrateBps: number, score: number): Health => [
  { id: 'p', source: 'camera', layers: [{ rid: 'r0', bitrateBps, score, wanted: true }] },
];
const confirming: BroadcastState = { ...atRest, phase: 'starting', step: 'confirming' };

t.test('live needs both: the stream is live and something arrives', async (t) => {
  const live = joinedRoom('LIVE', nothingSent);
  t.equal(afterRoom(confirming, live).phase, 'starting', 'live, but nothing has arrived');
  t.equal(afterHealth(confirming, health(90_000, 10)).phase, 'starting', 'arrives, but is not live');
  const silent = afterHealth(afterRoom(confirming, live), health(0, 0));
  t.equal(silent.phase, 'starting', 'a report of nothing is no arrival');
  t.equal(afterHealth(silent, health(90_000, 10)).phase, 'live');
  t.equal(afterRoom(afterHealth(confirming, health(0, 7)), live).phase, 'live', 'in whichever order');
});

t.test('nothing is live before the last step', async (t) => {
  const sending: BroadcastState = { ...confirming, step: 'sending' };
  const state = afterHealth(afterRoom(sending, joinedRoom('LIVE', nothingSent)), health(90_000, 10));
  t.equal(state.phase, 'starting');
  t.equal(airStateOf(state), 'starting');
});

t.test('an end that somebody else made ends the broadcast', async (t) => {
  const live: BroadcastState = { ...atRest, phase: 'live', health: health(1, 1) };
  t.equal(airStateOf(live), 'live');
  t.equal(afterRoom(live, joinedRoom('OFFLINE', nothingSent)).phase, 'ended');
  t.equal(afterRoom({ ...confirming, step: 'opening' }, joinedRoom('READY', nothingSent)).phase, 'starting');
});

t.test('a test that the public watches is a show, though the answer was lost', async (t) => {
  const problem = { code: 'NETWORK', message: '' };
  const sent = afterRoom(
    { ...atRest, phase: 'testing', health: health(90_000, 10) },
    joinedRoom('TESTING', nothingSent),
  );
  t.equal(sent.phase, 'testing');
  const live = afterRoom({ ...sent, problem }, joinedRoom('LIVE', nothingSent));
  t.same([live.phase, airStateOf(live), live.problem], ['live', 'live', undefined]);
  const silent = afterRoom({ ...sent, health: [], problem }, joinedRoom('LIVE', nothingSent));
  t.same([silent.phase, silent.step, silent.problem], ['starting', 'confirming', undefined], 'still to arrive');
  t.equal(afterHealth(silent, health(90_000, 10)).phase, 'live');
});

t.test('a test ends with its room, and not before it was said to have begun', async (t) => {
  const testing: BroadcastState = { ...atRest, phase: 'testing' };
  t.equal(afterRoom(testing, joinedRoom('READY', nothingSent)).phase, 'testing', 'not said yet');
  const said = afterRoom(testing, joinedRoom('TESTING', nothingSent));
  t.same(afterRoom(said, joinedRoom('READY', nothingSent)), atRest);
  t.same(afterRoom(said, joinedRoom('OFFLINE', nothingSent)), atRest);
});

t.test('whoever is shut out while sending is told, and sends no more', async (t) => {
  const out: RoomState = { phase: 'refused', code: 'FORBIDDEN', message: 'No.', facts: {} };
  const told = { ...atRest, problem: { code: 'FORBIDDEN', message: 'No.' } };
  for (const phase of ['live', 'testing'] as const) t.same(afterRoom({ ...atRest, phase }, out), told, phase);
  t.same(afterRoom(confirming, out), told, 'confirming');
  const entering: BroadcastState = { ...confirming, step: 'entering' };
  t.equal(afterRoom(entering, out), entering, 'on the way in, whoever waits for the room says it');
});

t.test('the sign tells a live show that does not arrive, and one that is sent from elsewhere', async (t) => {
  const live: BroadcastState = { ...atRest, phase: 'live' };
  t.equal(airStateOf(live), 'nothing');
  t.equal(airStateOf({ ...live, publish: 'taken-over' }), 'elsewhere');
  t.equal(airStateOf(atRest), 'off');
  t.equal(
    airStateOf({ ...confirming, again: true }),
    'returning',
    'a show that is taken up again is not about to begin',
  );
});

t.test('the summary remembers the largest audience', async (t) => {
  const at = (state: BroadcastState, count: number) => afterRoom(state, joinedRoom('LIVE', nothingSent, count));
  t.equal(at(at(at(atRest, 2), 7), 3).peak, 7);
});
