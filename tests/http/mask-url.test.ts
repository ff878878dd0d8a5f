/** What is logged of an address holds no secret. */
import t from 'tap';
import { maskUrl } from '../../server/platform/http/mask-url.ts';

t.test('Secrets of overlays and queries are not logged', (t) => {
  t.equal(maskUrl('/api/overlay/s3cret-s3cret?after=1'), '/api/overlay/…');
  t.equal(maskUrl('/overlay/s3cret-s3cret'), '/overlay/…');
  t.equal(maskUrl('/overlay/s3cret/more'), '/overlay/…/more');
  t.equal(maskUrl('/whip/stream/session.s3cret'), '/whip/stream/…');
  t.equal(maskUrl('/whep/stream/session.s3cret/x?y'), '/whep/stream/…');
  t.equal(maskUrl('/whep/stream'), '/whep/stream');
  t.equal(maskUrl('/verify?token=s3cret'), '/verify');
  t.equal(maskUrl('/api/tips/overlay'), '/api/tips/overlay', 'what holds none stays');
  t.end();
});
