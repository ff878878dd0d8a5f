/** What counts as another network, and what does not. The browser's part is played by plain event targets. */
import t from 'tap';

// Not by name: this file is checked without the browser's types, and that one stands on them.
const file = new URL('../../web-client/src/media/network-change.ts', import.meta.url);
const { onNetworkChange } = (await import(file.href)) as { onNetworkChange(changed: () => void): () => void };

const network = Object.assign(new EventTarget(), { type: 'wifi' });
const page = Object.assign(new EventTarget(), { hidden: false });
const tab = new EventTarget();
Object.defineProperty(globalThis, 'window', { configurable: true, value: tab });
Object.defineProperty(globalThis, 'document', { configurable: true, value: page });
Object.defineProperty(navigator, 'connection', { configurable: true, value: network });

t.test('the network came back, is another one, or the page was frozen', async (t) => {
  let times = 0;
  const stop = onNetworkChange(() => {
    times += 1;
  });
  tab.dispatchEvent(new Event('online'));
  t.equal(times, 1, 'back');
  network.dispatchEvent(new Event('change'));
  t.equal(times, 1, 'a new estimate of its speed is no other network');
  network.type = 'cellular';
  network.dispatchEvent(new Event('change'));
  t.equal(times, 2, 'from the house to the street');
  network.type = 'none';
  network.dispatchEvent(new Event('change'));
  t.equal(times, 2, 'with none there is nothing to do');
  network.type = 'cellular';
  network.dispatchEvent(new Event('change'));
  t.equal(times, 3, 'the same again is one that came back');
  page.dispatchEvent(new Event('resume'));
  t.equal(times, 4);
  stop();
  tab.dispatchEvent(new Event('online'));
  page.dispatchEvent(new Event('resume'));
  network.type = 'wifi';
  network.dispatchEvent(new Event('change'));
  t.equal(times, 4, 'nobody is told any more');
});
