/**
 * What a show survives, each thing once, with a few viewers: the short form of `npm run prove -- media`. For whom it struck pictures go on, within
 * three times the bar where there is one; everybody comes back.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { kinds } from '../prove/media/deeds.ts';
import { suffer } from '../prove/media/incident.ts';
import { openStage, type Stage, type StageSize } from '../prove/media/stage.ts';

const size = { viewers: 5, beside: 2 };

/** @param nodes media nodes */
export function survives(nodes: StageSize['nodes']): void {
  let stage: Stage | undefined;
  t.setTimeout(290_000);
  t.before(async () => {
    stage = await openStage({ ...size, nodes });
  });
  t.teardown(async () => {
    await stage?.close();
    // The WebRTC stack of the performers keeps a process alive.
    cleanup();
  });
  for (const kind of kinds.filter(({ name }) => name !== 'hostile packets')) {
    t.test(`${kind.name}, ${nodes} media node${nodes === 1 ? '' : 's'}`, async (test) => {
      if (stage === undefined) throw new Error('There is no stage');
      const at = stage;
      await at.spread();
      const { recoveredMs, lost, othersMs } = await suffer(at, () => kind.act(at, 1));
      const [slowest, noticed] = [recoveredMs, othersMs].map((times) => Math.round(Math.max(0, ...times)));
      test.comment(`${recoveredMs.length} struck, again after ${slowest} ms at most; the others waited ${noticed} ms`);
      test.equal(lost, 0, 'pictures go on for everybody');
      test.ok(recoveredMs.length > 0, 'whom it struck');
      if (kind.barMs !== undefined) test.ok((slowest ?? 0) < 3 * kind.barMs, `within three times ${kind.barMs} ms`);
    });
  }
}
