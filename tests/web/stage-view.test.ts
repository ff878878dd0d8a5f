/** What the stage shows for what the page knows. */
import t from 'tap';
import type { StreamState } from '#protocol/http/streams.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import { expectsPictures, type StageFacts, stageViewOf } from '../../web-client/src/features/rooms/stage-view.ts';
import { joinedRoom } from './joined-room.ts';

const producer = (source: 'camera' | 'microphone', paused = false) => ({
  id: source,
  kind: source === 'camera' ? ('video' as const) : ('audio' as const),
  source,
  paused,
});
const media = (...producers: RoomMedia['producers']): RoomMedia => ({ mediaEpoch: 1, producers });
const both = media(producer('camera'), producer('microphone'));

function facts(state: StreamState, sent: RoomMedia, rest: Partial<StageFacts> = {}): StageFacts {
  return { room: joinedRoom(state, sent), watch: 'connected', seen: true, frozen: false, ...rest };
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
  t.equal(stageViewOf(facts('LIVE', media())), 'interrupted', 'nothing is sent');
  t.equal(stageViewOf(facts('LIVE', both, { frozen: true })), 'interrupted', 'nothing arrives');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'lost' })), 'interrupted', 'the transport broke');
  t.equal(stageViewOf(facts('LIVE', media(producer('camera', true), producer('microphone')))), 'camera-off');
  t.equal(stageViewOf(facts('LIVE', media(producer('microphone')))), 'sound-only');
  t.equal(stageViewOf(facts('LIVE', media(producer('microphone', true)))), 'camera-off');
  t.equal(stageViewOf(facts('LIVE', both, { watch: 'unsupported' })), 'unsupported');
});

t.test('a frozen picture is only a fault while one is expected', async (t) => {
  t.ok(expectsPictures(joinedRoom('LIVE', both)));
  t.notOk(expectsPictures(joinedRoom('LIVE', media(producer('camera', true)))));
  t.notOk(expectsPictures(joinedRoom('OFFLINE', both)));
  t.notOk(expectsPictures({ phase: 'joining' }));
});
