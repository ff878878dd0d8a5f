/**
 * The one function by which what two shows gave away is made comparable. What it takes away is all that the comparison cannot see, and
 * no more may be taken away than docs/THREATS.md says:
 * - ids, secrets and other words made at random become a letter and the order in which they first appeared;
 * - times become `time`;
 * - what is measured of the media (bits a second, scores) becomes `measured`: its distribution is compared apart.
 * Everything else stays as it was said: numbers, counts, sequence numbers, names, order.
 */

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
/** Made at random, and long enough to be nothing else. */
const secret = /(?<![\w-])(?:(?=[\w-]*\d)[\w-]{16,}|[\w-]{43,})(?![\w-])/g;
const measured = new Set(['bitrateBps', 'score', 'tookMs', 'webhook-timestamp']);
/** Random by their nature, whatever they look like: RFC 8445, RFC 3550; a port that the system chose; what was made of a secret and a time. */
const random = new Set([
  ...['usernameFragment', 'password', 'ssrc', 'cname', 'value', 'token', 'epoch', 'handle', 'etag', 'host'],
  ...['username', 'credential', 'signature', 'webhook-signature'],
]);
/** The same within a text: SDP (RFC 8839, RFC 5576), `Link` of ICE servers, the address of a program on this machine. */
const randomInText =
  /(?<=a=ice-ufrag:|a=ice-pwd:|a=ssrc:|cname:|a=ssrc-group:\w+ |http:\/\/127\.0\.0\.1:)[\w+]+|(?<=username="|credential=")[^"]+/g;

/** As text, one for one show: what is alike in two shows is alike in their texts. */
export function normalise(said: unknown): string {
  const known = new Map<string, string>();
  const named = (kind: string, word: string): string => {
    const present = known.get(word);
    if (present !== undefined) return present;
    const name = `${kind}${known.size + 1}`;
    known.set(word, name);
    return name;
  };
  const text = (value: string): string =>
    value
      .replaceAll(randomInText, (word) => named('random-', word))
      .replaceAll(uuid, (word) => named('id-', word))
      .replaceAll(time, 'time')
      .replaceAll(secret, (word) => (word.startsWith('id-') ? word : named('secret-', word)));
  return JSON.stringify(
    said,
    (key, value: unknown) => {
      if (measured.has(key)) return 'measured';
      if (random.has(key) && (typeof value === 'string' || typeof value === 'number'))
        return named('random-', String(value));
      return typeof value === 'string' ? text(value) : value;
    },
    1,
  );
}
