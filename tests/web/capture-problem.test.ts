/** Why there is no camera, and in which browser. */
import t from 'tap';
import { browserOf, problemOf } from '../../web-client/src/media/capture-problem.ts';

t.test('what browsers throw, in our words', async (t) => {
  const thrown = (name: string, message = '') => Object.assign(new Error(message), { name });
  t.equal(problemOf(thrown('NotAllowedError', 'Permission denied')), 'denied');
  t.equal(problemOf(thrown('NotAllowedError', 'Permission dismissed')), 'dismissed');
  t.equal(problemOf(thrown('OverconstrainedError')), 'missing');
  t.equal(problemOf(thrown('NotReadableError')), 'busy');
  t.equal(problemOf(thrown('TypeError')), 'failed');
  t.equal(problemOf('out of the blue'), 'failed');
});

t.test('browsers by their settings, not by their engine', async (t) => {
  const mozilla = 'Mozilla/5.0';
  t.equal(browserOf(`${mozilla} (X11) AppleWebKit/537.36 Chrome/142.0 Safari/537.36`), 'chrome');
  t.equal(browserOf(`${mozilla} (Linux; Android 16) Chrome/142.0 Mobile Safari/537.36`), 'chrome-android');
  t.equal(browserOf(`${mozilla} (Windows) Chrome/142.0 Safari/537.36 Edg/142.0`), 'edge');
  t.equal(browserOf(`${mozilla} (X11; rv:144.0) Gecko/20100101 Firefox/144.0`), 'firefox');
  t.equal(browserOf(`${mozilla} (Macintosh) AppleWebKit/605 Version/26 Safari/605`), 'safari');
  t.equal(browserOf(`${mozilla} (iPhone) AppleWebKit/605 CriOS/142 Mobile Safari/604`), 'safari-ios');
  t.equal(browserOf('curl/8'), 'other');
});
