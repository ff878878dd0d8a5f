/** What the stage shows for what the page knows. */
import t from 'tap';
import type { StreamState } from '#protocol/http/streams.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import {
  expectsPictures,
  hasInset,
  isRepairing,
  type StageFacts,
  stageViewOf,
} from '../../web-client/src/features/rooms/stage-view.ts';
import { joinedRoom } from './joined-room.ts';

const producer = (source: 'camera' | 'microphone' | 'screen', paused = false) => ({
  id: source,
  kind: source === 'microphone' ? ('audio' as const) : ('video' as const),
  source,
  paused,
});
const media = (...producers: RoomMedia['producers']): RoomMedia => ({ mediaEpoch: 1, producers });
const both = media(producer('camera'), producer('microphone'));

function facts(state: StreamState, sent: RoomMedia, rest: Partial<StageFacts> = {}): StageFacts {
  return { room: joinedRoom(state, sent), watch: 'connected', seen: true, frozen: false, listening: false, ...rest };
}

t.test('before, during and after a show', async (t) => {
  t.equal(stageViewOf({ ...facts('LIVE', both), room: { phase: 'joining' } }), 'joining');
  t.equal(stageViewOf(facts('READY', media())), 'soon');
  t.equal(stageViewOf(facts('TESTING', media())), 'soon');
  t.equal(stageViewOf(facts('LIVE', both, { seen: false })), 'connecting');
  t.equal(stageViewOf(facts('LIVE', both)), 'picture');
  for (const over of ['OFFLINE', 'STALE', 'ARCHIVED'] as const) t.equal(stageViewOf(facts(over, media())), 'ended');
});

t.test('a show without a picture says why', async (t) => {
  t.equal(stageViewOf(facts('LIVE', media())), 'away', 'nothing is sent');
  t.equal(stageViewOf(facts('LIVE', both, { frozen: true })), 'interrupted', 'nothing arrives');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'lost' })), 'interrupted', 'the transport broke');
  t.equal(stageViewOf(facts('LIVE', media(producer('camera', true), producer('microphone')))), 'camera-off');
  t.equal(stageViewOf(facts('LIVE', media(producer('microphone')))), 'sound-only');
  t.equal(stageViewOf(facts('LIVE', media(producer('microphone', true)))), 'camera-off');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'unsupported' })), 'unsupported');
});

t.test('who is away is told from what is broken', async (t) => {
  t.equal(stageViewOf(facts('LIVE', media(), { watch: 'lost' })), 'away', 'a reload of the performer’s page');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'repairing' })), 'picture', 'the last picture is not covered');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'repairing', frozen: true })), 'interrupted');
  t.ok(isRepairing('picture', 'repairing'));
  t.notOk(isRepairing('picture', 'connected'), 'it is over by itself');
  t.notOk(isRepairing('interrupted', 'repairing'), 'the cover says so already');
});

t.test('who wants the sound alone sees no fault in having no picture', async (t) => {
  const alone = { listening: true, seen: false };
  t.equal(stageViewOf(facts('LIVE', both, { ...alone, frozen: true })), 'listening');
  t.equal(stageViewOf(facts('LIVE', both, { ...alone, watch: 'lost' })), 'interrupted', 'but in having no sound');
  t.equal(stageViewOf(facts('LIVE', media(), alone)), 'away');
  t.equal(stageViewOf(facts('LIVE', media(producer('microphone')), alone)), 'sound-only');
  t.equal(stageViewOf(facts('OFFLINE', both, alone)), 'ended');
});

t.test('a shared screen is a picture', async (t) => {
  const shared = media(producer('camera', true), producer('screen'), producer('microphone'));
  t.equal(stageViewOf(facts('LIVE', shared)), 'picture', 'whatever the camera does');
  t.ok(expectsPictures(joinedRoom('LIVE', shared)));
  t.equal(stageViewOf(facts('LIVE', media(producer('screen')))), 'picture');
  t.notOk(hasInset(joinedRoom('LIVE', shared)), 'a camera that is off is not shown beside it');
  t.ok(hasInset(joinedRoom('LIVE', media(producer('camera'), producer('screen')))));
  t.notOk(hasInset(joinedRoom('LIVE', both)), 'one picture fills the stage');
});

t.test('a frozen picture is only a fault while one is expected', async (t) => {
  t.ok(expectsPictures(joinedRoom('LIVE', both)));
  t.notOk(expectsPictures(joinedRoom('LIVE', media(producer('camera', true)))));
  t.notOk(expectsPictures(joinedRoom('OFFLINE', both)));
  t.notOk(expectsPictures({ phase: 'joining' }));
});
