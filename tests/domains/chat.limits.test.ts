/** How often one may speak: five lines in five seconds an account, over all processes. */
import t from 'tap';
import { codeOf } from './accounts-stage.ts';
import { member, openChatStage, speaker } from './chat-stage.ts';

const { one, other } = await openChatStage(t, { limitsFactor: 1 });

t.test('The sixth line within five seconds is refused, wherever it is said', async (t) => {
  const texts = ['apple', 'banana', 'cherry', 'damson', 'elderberry', 'fig', 'grape'];
  const [here, there] = [speaker(one, member('viewer')), speaker(other, member('viewer'))];
  const codes = await Promise.all(texts.map((text, at) => codeOf((at % 2 === 0 ? here : there).say(text))));
  t.equal(codes.filter((code) => code === 'no refusal').length, 5);
  t.equal(codes.filter((code) => code === 'RATE_LIMITED').length, 2);
  t.equal(await codeOf(speaker(one, member('fan')).say('my own five')), 'no refusal');
});
