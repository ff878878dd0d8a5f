/** What gets lost between two media nodes is asked for again and sent again: viewers of the other node miss nothing. */
import t from 'tap';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { leadPipes } from '../world/impair/lead-pipe.ts';
import { UdpWire } from '../world/impair/udp-wire.ts';
import { until } from '../world/until.ts';
import { perform, watch } from './edges-cast.ts';
import { nodePair, roomAt, roomReport } from './nodes-cast.ts';

const share = 0.1;
const enough = 40;
/** Feedback that names lost packets (RFC 4585): transport layer, generic NACK. */
const nack = { type: 205, format: 1 };

const wire = await UdpWire.open(20_261_122);
const controlPort = await findPrivatePorts(1);
const door = await leadPipes(controlPort, wire);
const { a, b } = await nodePair(t, 1, {}, { MEDIA_CONTROL_PORT: String(controlPort), MEDIA_CONTROL_URL: door.url });
t.teardown(async () => {
  await door.close();
  wire.close();
});

t.test('one packet of ten is lost on the pipe, each way, and none for who watches', async (t) => {
  const room = await roomAt(a);
  await perform(t, a.api, room);
  await watch(t, a.api, room);
  const far = await until('a viewer at the other node', async () => {
    const watcher = await watch(t, a.api, room);
    return b.ports.includes(watcher.port) && watcher;
  });
  await until('the top layer', () => far.viewer.marks.at(-1) === 2, { withinMs: 15_000 });
  const encodings = door.produced.at(-1)?.rtpParameters.encodings ?? [];
  const top = encodings[2];
  const lostOf = (ssrc: number | undefined) => wire.headers.filter((one) => one.lost && one.ssrc === ssrc && !one.rtcp);
  const repeated = () => wire.headers.filter(({ way, ssrc }) => way === 'up' && ssrc === top?.rtx?.ssrc);
  const asked = () =>
    wire.headers.filter(({ way, rtcp }) => way === 'down' && rtcp?.type === nack.type && rtcp.format === nack.format);
  t.ok(top?.ssrc && top.rtx, 'what is piped has a stream for repetitions');
  t.equal(repeated().length, 0, 'and nothing was repeated so far');

  far.viewer.watchClosely();
  wire.impair({ loss: share });
  await until('enough that is lost', () => lostOf(top?.ssrc).length >= enough, { withinMs: 30_000 });
  wire.impair({ loss: 0 });
  const lost = lostOf(top?.ssrc).length;
  const { flaws } = far.viewer;
  await until('every one of them', () => flaws.missing >= lost && flaws.late === flaws.missing, { withinMs: 5_000 });
  t.equal(flaws.missing, lost, 'exactly what was lost on the pipe was passed over at first');
  t.equal(flaws.late, lost, 'and all of it came after all');
  t.ok(repeated().length >= lost, `by repetitions: ${repeated().length} for ${lost}`);
  t.ok(asked().length > 0, `which the other node asked for: ${asked().length} times`);
  const back = wire.headers.filter(({ way, lost: gone, rtcp }) => way === 'down' && gone && rtcp).length;
  t.comment(`${wire.counts.up.lost} packets lost on their way there, ${back} reports and requests on theirs back`);
  t.match(await roomReport(a, room.room), { edges: [{ node: b.name }] }, 'all of it by one edge');
});
