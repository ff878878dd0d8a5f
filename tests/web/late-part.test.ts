/** Code that is fetched when it is needed: asked for once, and once more where it could not be had. */
import t from 'tap';
import { latePart } from '../../web-client/src/app/late-part.ts';
import { settle } from './chat-cast.ts';

t.test(
  'a part that cannot be had is known to be missing, and another try brings it to everybody who waits',
  async (t) => {
    const asked: { give: (part: string) => void; fail: (error: Error) => void }[] = [];
    const part = latePart(() => new Promise<string>((give, fail) => asked.push({ give, fail })));
    const seen: string[] = [];
    part.state.subscribe(() => seen.push(part.state.get().step));
    t.equal(asked.length, 0, 'not before somebody asks');
    part.fetch();
    part.fetch();
    t.equal(asked.length, 1, 'two who ask at once fetch it once');
    asked[0]?.fail(new Error('away'));
    await settle();
    t.same(part.state.get(), { step: 'missing', tries: 1 });
    part.fetch();
    t.same(part.state.get(), { step: 'waiting' });
    asked[1]?.fail(new Error('still away'));
    await settle();
    t.same(part.state.get(), { step: 'missing', tries: 2 });
    part.fetch();
    asked[2]?.give('the tips');
    await settle();
    t.same(part.state.get(), { step: 'there', found: 'the tips' });
    part.fetch();
    await settle();
    t.same([asked.length, seen], [3, ['missing', 'waiting', 'missing', 'waiting', 'there']]);
  },
);
